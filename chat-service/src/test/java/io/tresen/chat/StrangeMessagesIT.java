package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a stranger's client sends: it is taken or refused by name, never a 500, and never a look into another shop. */
@QuarkusTest
class StrangeMessagesIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @ParameterizedTest
    @ValueSource(strings = {"0E-999999999", "0E+999999999", "0.000000000000000000000000000000", "45E-1", "0.45E+1"})
    void aCartThatWaitsForConsentIsKeptHoweverItsPricesAreWritten(String price) {
        Talker ada = Api.register("en").shopper();
        ada.post(Talker.cart("cup", 1, price)).then().statusCode(201);
        assertEquals(1, ada.notices("consent_needed").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-21", "1E-300", "1E+15", "1E+300", "-0.01"})
    void aPriceBeyondAllMoneyIsRefused(String price) {
        Talker ada = Api.register("en").shopper();
        ada.post(Talker.cart("cup", 1, price))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/order/product_items/0/item_price"));
    }

    @Test
    void aRetailerIdIsWhatTheCatalogTakesForOne() {
        Talker ada = Api.register("en").shopper();
        for (String id : new String[] {" ", "\uD83C\uDF75".repeat(100), "a/b %&?#", "..."}) {
            ada.post(Talker.cart(id, 1, "1")).then().statusCode(201);
        }
        for (String id : new String[] {"", ".", "..", "x".repeat(101), "a\\u0007b", "a\\u0085b"}) {
            ada.post(Talker.cart(id, 1, "1"))
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/order/product_items/0/product_retailer_id"));
        }
    }

    @Test
    void withoutAContextOnlyIdsOfTheTableCount() {
        Talker ada = Api.register("en").shopper().consenting().says("hello");
        int before = ada.history().size();
        for (String id : new String[] {
            "line:cup",
            "qty:x",
            "qty:cup:",
            "qty:cup:many",
            "qty:cup:10000",
            "qty::3",
            "add:..",
            "product:" + "x".repeat(101),
            "page:garbage",
            "page:z.1",
            "page:c.-1",
            "page:g.x",
            "page:a.short",
            "page:l..",
            "page:o.' or 1=1"
        }) {
            ada.post(Talker.tap(id, null)).then().statusCode(422).body("type", endsWith("/unknown-choice"));
        }
        assertEquals(before, ada.history().size(), "a refused tap leaves no message");
        for (String id : new String[] {"page:a.", "page:g.0", "page:c.0", "page:o.T00001", "collection:none"}) {
            ada.post(Talker.tap(id, null)).then().statusCode(201);
        }
    }

    @Test
    void aPageBehindAnotherShopsProductTellsNothingOfIt() {
        Api theirs = Api.register("en");
        Api ours = Api.register("en");
        UUID secret = neighbours.product(theirs.businessId(), "secret", "Middle", 100);
        neighbours.product(ours.businessId(), "front", "Apple", 100);
        neighbours.product(ours.businessId(), "behind", "Zebra", 100);
        theirs.shopper().consenting().taps("product:secret"); // held until the copy has it
        Talker ada = ours.shopper().consenting();
        await().atMost(Duration.ofSeconds(45)).until(() -> {
            ada.taps("page:a.");
            String all = ada.last().toString();
            return all.contains("product:front") && all.contains("product:behind");
        });
        ada.taps("page:a." + encoded(Ids.v5(ours.businessId(), "front")));
        assertTrue(ada.last().toString().contains("product:behind"), ada.text());
        ada.taps("page:a." + encoded(secret));
        assertFalse(ada.last().toString().contains("product:behind"), ada.text());
    }

    @Test
    void theLocationOfANewConversationCanBeRead() {
        Response opened = given().contentType(ContentType.JSON)
                .body("{}")
                .post("/chat/v1/shops/" + Api.register("en").handle() + "/conversations");
        opened.then().statusCode(201);
        given().header("Authorization", "Bearer " + opened.path("token"))
                .get(opened.header("Location"))
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0));
    }

    private static String encoded(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
