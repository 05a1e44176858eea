package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** One after the other, somebody tries cards on a pay page. */
@QuarkusTest
class ManyCardsIT extends PaymentsUnderTest {

    private static final int MOST = 20;

    @Test
    void after_so_many_the_page_takes_no_card_any_more_and_says_why() {
        for (int i = 0; i < MOST; i++) {
            card("pm_card_visa_chargeDeclined").statusCode(200).body("status", equalTo("failed"));
        }
        card("pm_card_visa").statusCode(409).body("type", endsWith("/not-payable"));
        assertEquals(MOST, held().payments().size());
        given().accept(ContentType.JSON)
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("methods", empty());
        page().body(containsString("data-state=\"CLOSED\""))
                .body(containsString("<p role=\"alert\">Too many cards were declined."))
                .body(not(containsString("<form")));
    }

    private ValidatableResponse page() {
        return given().accept("text/html")
                .header("Accept-Language", "en")
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse card(String card) {
        return given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"" + card + "\"}")
                .post("/payments/v1/pay/" + token)
                .then();
    }
}
