package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.engines.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may ask for a top-up by card, how much and how many; whose it is to see. */
@QuarkusTest
class TopUpRequestsIT extends TopUpsUnderTest {

    @Test
    void a_repeated_request_is_one_top_up_and_its_answer_is_kept_under_the_key() {
        String key = UUID.randomUUID().toString();
        String first = begin(key, 700)
                .statusCode(202)
                .header("Location", containsString("/payments/v1/wallets/" + anna + "/top-ups/"))
                .body("status", equalTo("pending"))
                .body("pay_url", containsString("/payments/v1/top-up/"))
                .body("by.kind", equalTo("app"))
                .extract()
                .path("top_up_id");
        begin(key, 700)
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("top_up_id", equalTo(first))
                .body("pay_url", containsString("/payments/v1/top-up/"));
        begin(key, 800).statusCode(422).body("type", containsString("idempotency-key-reused"));
        nothingHappened();
    }

    @Test
    void what_no_card_and_no_limit_allows_is_refused() {
        begin("a" + id, 49).statusCode(422).body("type", containsString("amount-not-payable"));
        begin("b" + id, 100_001).statusCode(422).body("type", containsString("top-up-limit-exceeded"));
        for (int i = 0; i < 4; i++) {
            begin("c" + i + id, 100_000).statusCode(202);
        }
        begin("d" + id, 100).statusCode(409).body("type", containsString("too-many-top-ups"));
    }

    @Test
    void what_was_topped_up_counts_for_the_day() {
        pay("pm_card_visa").body("status", equalTo("succeeded"));
        for (int i = 0; i < 4; i++) {
            begin("c" + i + id, 100_000).statusCode(202);
        }
        begin("d" + id, 97_501).statusCode(409).body("type", containsString("daily-top-up-limit-exceeded"));
        begin("e" + id, 97_500).statusCode(202);
    }

    @Test
    void anothers_top_up_answers_like_one_that_is_not_there() {
        String path = wallet(anna) + "/top-ups";
        as(anna).get(path + "/" + id).then().statusCode(200).body("top_up_id", equalTo(id.toString()));
        as(anna).get(path).then().statusCode(200).body("data", hasSize(1));
        shop().get(path + "/" + id).then().statusCode(200);
        UUID ben = shopper();
        as(ben).get(path + "/" + id).then().statusCode(404);
        as(ben).get(path).then().statusCode(404);
        as(ben).get(wallet(ben) + "/top-ups/" + id).then().statusCode(404);
        shop().get(wallet(ben) + "/top-ups/" + id).then().statusCode(404);
        TestTokens stranger = TestTokens.business(UUID.randomUUID());
        as(stranger).get(path + "/" + id).then().statusCode(404);
        as(stranger).get(path).then().statusCode(404);
        as(TestTokens.shopper(UUID.randomUUID(), anna, UUID.randomUUID()))
                .get(path + "/" + id)
                .then()
                .statusCode(404);
        given().accept(ContentType.JSON)
                .get("/payments/v1/top-up/no-such-token")
                .then()
                .statusCode(404);
        topUp(as(anna), anna, "shopper", "500", "EUR").statusCode(403);
    }
}
