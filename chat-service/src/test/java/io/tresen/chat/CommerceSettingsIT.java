package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.CloudApi.refused;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What a business sets at {@code whatsapp_commerce_settings} holds for its shoppers, its apps and its page. */
@QuarkusTest
class CommerceSettingsIT extends OnEngines {

    private static final String PRODUCT =
            "'interactive': {'type': 'product', 'action': {'catalog_id': 'c', 'product_retailer_id': 'cup'}}";
    private static final String CATALOG =
            "'interactive': {'type': 'catalog_message', 'body': {'text': 'All'}, 'action':"
                    + " {'name': 'catalog_message'}}";

    @Inject
    Neighbours neighbours;

    private static void set(CloudApi app, String setting) {
        app.authorized()
                .post("/v23.0/" + app.phoneNumberId() + "/whatsapp_commerce_settings?" + setting)
                .then()
                .statusCode(200);
    }

    @Test
    void aHiddenCatalogIsInNoMenuAndNoMessageAndItsProductsAreShownAllTheSame() {
        CloudApi app = CloudApi.register();
        neighbours.product(app.business().businessId(), "cup", "Cup", 900);
        Talker ada = app.business().shopper().consenting().says("hello");
        String before = app.sent(ada.waId(), "interactive", PRODUCT); // held until the copy has it
        set(app, "is_catalog_visible=false");
        ada.says("menu");
        assertFalse(ada.last().toString().contains("menu:catalog"), ada.text());
        ada.taps("product:cup");
        assertFalse(ada.last().toString().contains("9.00"), "a link into the catalog");
        refused(app.send(ada.waId(), "interactive", CATALOG), 400, 131009, "catalog_message");
        app.create(
                "look",
                "UTILITY",
                "[{'type': 'BODY', 'text': 'Look'}, {'type': 'BUTTONS', 'buttons': [{'type': 'CATALOG', 'text': 'All'}]}]");
        refused(app.template(ada.waId(), "look", "en", "[]"), 400, 131009, "template.name");
        for (String shown : new String[] {before, app.sent(ada.waId(), "interactive", PRODUCT)}) {
            ada.post(Talker.tap("product:cup", shown)).then().statusCode(201);
            assertTrue(ada.last().toString().contains("9.00"), ada.text());
        }
        set(app, "is_catalog_visible=true");
        CloudApi.taken(app.send(ada.waId(), "interactive", CATALOG));
        CloudApi.taken(app.template(ada.waId(), "look", "en", "[]"));
    }

    @Test
    void aChangeComesInTheQueryOrAsJsonAndWhatChangesNothingIsNoSuccess() {
        CloudApi app = CloudApi.register();
        String settings = "/v23.0/" + app.phoneNumberId() + "/whatsapp_commerce_settings";
        for (String nothing : new String[] {"", "{}", "{\"is_cart_enabled\": \"maybe\"}", "is_cart_enabled=false"}) {
            app.authorized().body(nothing).post(settings).then().statusCode(400);
        }
        app.authorized()
                .contentType("application/json")
                .body("{\"is_cart_enabled\": false}")
                .post(settings)
                .then()
                .statusCode(200);
        app.authorized()
                .get(settings)
                .then()
                .body("data[0].is_cart_enabled", equalTo(false))
                .body("data[0].is_catalog_visible", equalTo(true));
    }

    @Test
    void aChangeIsMadeOncePerKey() {
        CloudApi app = CloudApi.register();
        String settings = "/v23.0/" + app.phoneNumberId() + "/whatsapp_commerce_settings";
        keyed(app, "off").post(settings + "?is_cart_enabled=false").then().statusCode(200);
        keyed(app, "on").post(settings + "?is_cart_enabled=true").then().statusCode(200);
        keyed(app, "off")
                .post(settings + "?is_cart_enabled=false")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("success", equalTo(true));
        app.authorized().get(settings).then().body("data[0].is_cart_enabled", equalTo(true));
        keyed(app, "off")
                .post(settings + "?is_cart_enabled=true")
                .then()
                .statusCode(422)
                .header("Idempotency-Replayed", nullValue());
    }

    private static RequestSpecification keyed(CloudApi app, String key) {
        return app.authorized().header("Idempotency-Key", key);
    }

    @Test
    void withoutACartOrdersAreRefusedAndAProductMessageOffersToLookAlone() {
        CloudApi app = CloudApi.register();
        neighbours.product(app.business().businessId(), "cup", "Cup", 900);
        Talker ada = app.business().shopper().consenting().says("hello");
        set(app, "is_cart_enabled=false");
        String shown = app.sent(ada.waId(), "interactive", PRODUCT);
        int before = ada.history().size();
        ada.post(Talker.cart("cup", 1, "9")).then().statusCode(409).body("type", endsWith("/cart-disabled"));
        ada.post(Talker.tap("add:cup", shown)).then().statusCode(422).body("type", endsWith("/unknown-choice"));
        assertEquals(before, ada.history().size(), "a refused message is not kept");
        ada.post(Talker.tap("product:cup", shown)).then().statusCode(201);
        assertTrue(ada.last().toString().contains("9.00"), ada.text());
        assertFalse(ada.last().toString().contains("add:cup"), ada.text());
        set(app, "is_cart_enabled=true");
        ada.post(Talker.cart("cup", 1, "9")).then().statusCode(201);
        assertTrue(ada.last().toString().contains("address_message"), ada.text());
    }

    @Test
    void thePageKnowsWhatItsShopDoesWithout() {
        CloudApi app = CloudApi.register();
        String page = "/chat/s/" + app.business().handle();
        given().get(page).then().body(not(containsString("no-cart"))).body(not(containsString("no-catalog")));
        set(app, "is_cart_enabled=false&is_catalog_visible=false");
        given().get(page).then().body(containsString(" no-cart")).body(containsString(" no-catalog"));
    }
}
