package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shopper is addressed by a phone number once the business has confirmed it, and by nothing that they only say (ADR 12). */
@QuarkusTest
class ShopperPhoneIT extends OnEngines {

    private static final String NUMBER = "+49 151 1234-5678";

    @Inject
    Neighbours neighbours;

    private static Response confirm(Api shop, Talker talker, String phone) {
        return shop.authorized()
                .body(phone == null ? "{\"phone\": null}" : "{\"phone\": \"" + phone + "\"}")
                .put(talker.path() + "/phone");
    }

    @Test
    void aNumberThatAShopperStatesIsShownToTheShopAndRoutesNothingUntilItIsConfirmed() {
        CloudApi app = CloudApi.register();
        Api shop = app.business();
        Talker ada = shop.shopper().consenting();
        neighbours.product(shop.businessId(), "cup", "Cup", 900);
        ada.taps("add:cup").taps("cart:checkout");
        stating(ada, NUMBER);
        shop.authorized()
                .get(ada.path())
                .then()
                .statusCode(200)
                .body("stated_phone", equalTo(NUMBER))
                .body("phone", nullValue());
        refused(app.text(NUMBER, "for the owner of this number"), 400, 131026, "to");
        confirm(shop, ada, NUMBER).then().statusCode(200).body("phone", equalTo("4915112345678"));
        app.text(NUMBER, "hello").then().statusCode(200).body("contacts[0].wa_id", equalTo(ada.waId()));
        shop.authorized().get(ada.path()).then().body("phone", equalTo("4915112345678"));
    }

    @Test
    void aNumberAsItIsWrittenAtHomeIsProposedWithItsCountryCodeAndTheHistoryTellsWhoConfirmedIt() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().consenting();
        neighbours.product(shop.businessId(), "cup", "Cup", 900);
        ada.taps("add:cup").taps("cart:checkout");
        stating(ada, "0151 12345678");
        shop.authorized()
                .get(ada.path())
                .then()
                .body("stated_phone", equalTo("0151 12345678"))
                .body("proposed_phone", equalTo("+4915112345678"))
                .body("history", hasSize(0));
        confirm(shop, ada, "+4915112345678").then().statusCode(200);
        confirm(shop, ada, "+4915112345678").then().statusCode(200);
        confirm(shop, ada, null).then().statusCode(200);
        Response look = shop.authorized().get(ada.path());
        look.then()
                .body("history.event", equalTo(List.of("phone_confirmed", "phone_removed")))
                .body("history[0].by", notNullValue());
        assertFalse(look.path("history").toString().contains("15112345678"));
    }

    private static void stating(Talker ada, String number) {
        String form = ada.offer("address_message").path("id").asText();
        String values = "{\\\"values\\\":{\\\"name\\\":\\\"Ada\\\",\\\"street\\\":\\\"Weg 1\\\","
                + "\\\"postcode\\\":\\\"50667\\\",\\\"city\\\":\\\"Köln\\\",\\\"country\\\":\\\"DE\\\","
                + "\\\"phone\\\":\\\"" + number + "\\\"}}";
        ada.post("{\"type\": \"interactive\", \"context\": {\"id\": \"" + form
                        + "\"}, \"interactive\": {\"type\": \"nfm_reply\", \"nfm_reply\": {\"name\":"
                        + " \"address_message\", \"body\": \"sent\", \"response_json\": \"" + values + "\"}}}")
                .then()
                .statusCode(201);
    }

    @Test
    void aNumberBelongsToOneShopperOfABusinessAndOpensNoOthersConversation() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Talker eve = app.business().shopper().says("hello");
        confirm(app.business(), ada, NUMBER).then().statusCode(200);
        confirm(app.business(), ada, NUMBER).then().statusCode(200);
        confirm(app.business(), eve, "0049 151 12345678").then().statusCode(409).body("type", endsWith("/phone-taken"));
        taken(app.text(NUMBER, "for ada alone"));
        assertEquals("for ada alone", ada.last().at("/message/text/body").asText());
        assertFalse(eve.text().contains("for ada alone"));
        eve.authorized().get(ada.path() + "/messages").then().statusCode(404);
        eve.authorized()
                .body("{\"phone\": \"" + NUMBER + "\"}")
                .put(eve.path() + "/phone")
                .then()
                .statusCode(403);
        CloudApi other = CloudApi.register();
        confirm(other.business(), ada, NUMBER).then().statusCode(404);
        confirm(other.business(), other.business().shopper().says("hello"), NUMBER)
                .then()
                .statusCode(200);
        confirm(app.business(), ada, null).then().statusCode(200).body("phone", nullValue());
        refused(app.text(NUMBER, "x"), 400, 131026, "to");
        confirm(app.business(), eve, NUMBER).then().statusCode(200);
    }

    @Test
    void whatIsNoInternationalNumberIsNamed() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        for (String phone :
                new String[] {"", "0151 1234567", "4915112345678", ada.waId(), "+" + ada.waId(), "x".repeat(41)}) {
            confirm(shop, ada, phone).then().statusCode(422).body("errors[0].pointer", equalTo("/phone"));
        }
        shop.authorized()
                .body("{\"phone\": 7}")
                .put(ada.path() + "/phone")
                .then()
                .statusCode(400);
    }
}
