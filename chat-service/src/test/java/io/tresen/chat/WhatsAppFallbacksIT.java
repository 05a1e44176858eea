package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.ConnectedShop.json;
import static io.tresen.chat.ConnectedShop.tap;
import static io.tresen.chat.ConnectedShop.text;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.messaging.Ids;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Meta has not is replaced so that the shopper gets on; each fallback against a server that refuses what Meta refuses. */
@QuarkusTest
class WhatsAppFallbacksIT extends OnWhatsApp {

    private static JsonNode last(GraphServer meta, String phone) {
        List<GraphServer.Taken> all = meta.to(phone);
        return all.get(all.size() - 1).body();
    }

    private JsonNode awaitTo(String phone, String type) {
        await().atMost(PATIENCE).until(() -> meta.to(phone).stream()
                .anyMatch(it -> it.body().at("/interactive/type").asText().equals(type)));
        return meta.to(phone).stream()
                .map(GraphServer.Taken::body)
                .filter(it -> it.at("/interactive/type").asText().equals(type))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private ConnectedShop shopWithACup() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        neighbours.product(shop.businessId(), "cup", "Cup", 990);
        return shop;
    }

    /** Up to the question for the address; answers the page's path. */
    private String checkout(ConnectedShop shop, String ada) {
        shop.hears(ada, tap("add:cup", null));
        shop.hears(ada, tap("consent:accept", null));
        shop.hears(ada, tap("cart:checkout", null));
        JsonNode asked = awaitTo(ada, "cta_url");
        return URI.create(asked.at("/interactive/action/parameters/url").asText())
                .getPath();
    }

    private static Response send(String page, String form, String postcode) {
        return given().contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(Map.of(
                        "form", form,
                        "name", "Ada Lovelace",
                        "street", "Weg 1",
                        "postcode", postcode,
                        "city", "Köln",
                        "country", "DE",
                        "state", "",
                        "phone", ""))
                .post(page);
    }

    private static String formOf(Response page) {
        String html = page.asString();
        int at = html.indexOf("name=\"form\" value=\"") + "name=\"form\" value=\"".length();
        return html.substring(at, html.indexOf('"', at));
    }

    @Test
    void whereThereIsNoAddressFormAPageOfOursTakesTheAddressOnce() {
        ConnectedShop shop = shopWithACup();
        String ada = phone();
        String page = checkout(shop, ada);
        UUID conversation = shop.onlyConversation();
        Response shown = given().header("Accept-Language", "en").get(page);
        shown.then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-store")
                .body(containsString("Delivery address"));
        assertFalse(shown.asString().contains("<script"), "no script is needed");
        given().header("Accept-Language", "de").get(page).then().body(containsString("Lieferadresse"));

        send(page, formOf(shown), "123").then().statusCode(422).body(containsString("postcode does not fit"));
        int before = shop.messages(conversation).size();
        send(page, formOf(shown), "50667")
                .then()
                .statusCode(200)
                .body(containsString("https://wa.me/49160" + shop.phoneNumberId()));
        send(page, formOf(shown), "50667").then().statusCode(200);
        List<JsonNode> messages = shop.messages(conversation);
        assertEquals(before + 2, messages.size(), messages.toString());
        JsonNode given = messages.get(before);
        assertEquals("nfm_reply", given.at("/message/interactive/type").asText());
        assertTrue(given.at("/message/interactive/nfm_reply/response_json")
                .asText()
                .contains("Ada Lovelace"));
        JsonNode pay = awaitTo(ada, "button");
        assertTrue(pay.toString().contains("pay:now"), pay.toString());
        appQuotes(shop, ada, given.path("id").asText());
        await().atMost(PATIENCE)
                .until(() -> last(meta, ada).at("/text/body").asText().equals("Thanks"));
        assertFalse(last(meta, ada).has("context"), "WhatsApp does not know what was given on a page");
    }

    @Test
    void anAddressPagesLinkIsNobodyElsesAndLastsADay() {
        ConnectedShop shop = shopWithACup();
        String page = checkout(shop, phone());
        ConnectedShop other = ConnectedShop.registered("DE", "EUR", "s");
        for (String wrong : List.of(
                page.replace(shop.handle(), other.handle()),
                page.replace(shop.handle(), "no-such-shop"),
                page.substring(0, page.length() - 4) + "AAAA",
                page + "x",
                "/chat/s/" + shop.handle() + "/address/x",
                "/chat/s/" + shop.handle() + "/address/a.b.c.d.e")) {
            given().get(wrong).then().statusCode(404).body(containsString("no longer valid"));
            send(wrong, "A".repeat(22), "50667").then().statusCode(404);
        }
        send(page, "not one of ours", "50667").then().statusCode(422);
        given().contentType(ContentType.URLENC)
                .body("%zz=%&&=x&name=%00")
                .post(page)
                .then()
                .statusCode(422);
    }

    @Test
    void anAddressPagesLinkEndsWithTheDayInWhichTheShopMayAnswer() {
        ConnectedShop shop = shopWithACup();
        String ada = phone();
        shop.hears(ada, tap("add:cup", null));
        shop.hears(ada, tap("consent:accept", null));
        UUID conversation = shop.onlyConversation();
        // what is left of the day when the question is asked: some seconds
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '23 hours 59 minutes 52 seconds'"
                        + " where conversation_id = $1",
                conversation));
        appSends(
                        shop,
                        ada,
                        "'interactive': {'type': 'address_message', 'body': {'text': 'Where to?'}, 'action':"
                                + " {'name': 'address_message', 'parameters': {'country': 'DE'}}}")
                .then()
                .statusCode(200);
        JsonNode asked = awaitTo(ada, "cta_url");
        String page = URI.create(asked.at("/interactive/action/parameters/url").asText())
                .getPath();
        await().atMost(PATIENCE).until(() -> given().get(page).statusCode() == 404);
    }

    @Test
    void whoHasALinkCanNotFillAConversationByIt() {
        ConnectedShop shop = shopWithACup();
        String page = checkout(shop, phone());
        UUID conversation = shop.onlyConversation();
        for (int i = 0; i < 5; i++) {
            send(page, formOf(given().get(page)), "50667").then().statusCode(200);
        }
        int before = shop.messages(conversation).size();
        String form = formOf(given().get(page));
        Response refused = send(page, form, "50667");
        refused.then()
                .statusCode(429)
                .contentType("text/html")
                .body(containsString("Try again"), containsString("Ada Lovelace"), containsString(form));
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > 0 && wait <= 61, refused.header("Retry-After"));
        assertEquals(before, shop.messages(conversation).size());
    }

    @Test
    void whatIsGivenOnAPageOpensNoDayForTheShop() {
        ConnectedShop shop = shopWithACup();
        String ada = phone();
        String page = checkout(shop, ada);
        UUID conversation = shop.onlyConversation();
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '25 hours' where conversation_id = $1",
                conversation));
        send(page, formOf(given().get(page)), "50667").then().statusCode(200);
        shop.reply(conversation, "Hi").then().statusCode(409);
    }

    @Test
    void inIndiaTheFormIsMetasAndItsFieldsBecomeTheDeliveryAddress() {
        ConnectedShop shop = ConnectedShop.in("IN", "INR", meta);
        String asha = "91" + ConnectedShop.digits().substring(0, 10);
        shop.hears(asha, text("Hello"));
        appSends(
                        shop,
                        asha,
                        "'interactive': {'type': 'address_message', 'body': {'text': 'Where to?'}, 'action':"
                                + " {'name': 'address_message', 'parameters': {'country': 'IN'}}}")
                .then()
                .statusCode(200);
        awaitTo(asha, "address_message");
        shop.hears(
                asha,
                "'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'name': 'address_message',"
                        + " 'body': 'x', 'response_json': '{\\'values\\': {\\'name\\': \\'Asha\\', \\'in_pin_code\\':"
                        + " \\'400063\\', \\'house_number\\': \\'12\\', \\'address\\': \\'MG Road\\', \\'city\\':"
                        + " \\'Mumbai\\', \\'phone_number\\': \\'+919820000000\\'}}'}}");
        String address = database.read(tx -> tx.one(
                        "select address::text as address from shopper where business_id = $1", shop.businessId()))
                .orElseThrow()
                .getString("address");
        assertTrue(
                address.contains("\"street\": \"12, MG Road\"") && address.contains("\"postcode\": \"400063\""),
                address);
        String ben = phone();
        shop.hears(ben, text("Hello"));
        appSends(
                        shop,
                        ben,
                        "'interactive': {'type': 'address_message', 'body': {'text': 'Where to?'}, 'action':"
                                + " {'name': 'address_message', 'parameters': {'country': 'IN'}}}")
                .then()
                .statusCode(200);
        awaitTo(ben, "cta_url"); // a shopper elsewhere has no form
        assertEquals(List.of(), meta.refused());
    }

    private static void appQuotes(ConnectedShop shop, String to, String messageId) {
        String own = shop.authorized().get("/chat/v1/business").path("phone_number_id");
        shop.authorized()
                .body(json("{'messaging_product': 'whatsapp', 'to': '" + to + "', 'context': {'message_id': '"
                        + messageId + "'}, 'type': 'text', 'text': {'body': 'Thanks'}}"))
                .post("/v23.0/" + own + "/messages")
                .then()
                .statusCode(200);
    }

    private Response appSends(ConnectedShop shop, String to, String payload) {
        String own = shop.authorized().get("/chat/v1/business").path("phone_number_id");
        return shop.authorized()
                .body(json("{'messaging_product': 'whatsapp', 'to': '" + to + "', 'type': 'interactive', " + payload
                        + "}"))
                .post("/v23.0/" + own + "/messages");
    }

    @Test
    void anAppThatReadsAMessageMarksItAtWhatsAppToo() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String metaId = shop.hears(phone(), text("Hello"));
        String ours = shop.messages(shop.onlyConversation()).get(0).path("id").asText();
        String own = shop.authorized().get("/chat/v1/business").path("phone_number_id");
        shop.authorized()
                .body(json("{'messaging_product': 'whatsapp', 'status': 'read', 'message_id': '" + ours
                        + "', 'typing_indicator': {'type': 'text'}}"))
                .post("/v23.0/" + own + "/messages")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).until(() -> meta.marks().size() == 1);
        assertEquals(metaId, meta.marks().get(0).path("message_id").asText());
        assertEquals("text", meta.marks().get(0).at("/typing_indicator/type").asText());
    }

    @Test
    void whereThereAreNoPaymentsTheSumIsToldInPartsWithAButtonToThePayPage() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        OrderTold order = order(shop);
        order.placed(1_990).awaitingPayment(1_990).payable(1_990, 1);
        JsonNode asked = awaitTo(ada, "cta_url");
        assertTrue(
                asked.at("/interactive/body/text").asText().endsWith("Total: €19.90"),
                asked.at("/interactive/body/text").asText());
        assertTrue(asked.at("/interactive/action/parameters/url")
                .asText()
                .contains("/payments/v1/pay/token-" + order.orderNo));
    }

    @Test
    void whereThereArePaymentsASecondAttemptHasAReferenceOfItsOwn() {
        ConnectedShop shop = ConnectedShop.registered("DE", "EUR", "secret");
        meta.with(new GraphServer.Number(shop.phoneNumberId(), shop.accessToken(), null, true));
        shop.connect(", 'order_details': true").then().statusCode(200);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        OrderTold order = order(shop);
        order.placed(1_990).awaitingPayment(1_990).payable(1_990, 1);
        awaitTo(ada, "order_details");
        order.paymentFailed(1_990);
        await().atMost(PATIENCE).until(() -> reference(ada).equals(order.orderNo + "-2"));
        assertEquals(List.of(), meta.refused());
    }

    private String reference(String phone) {
        return last(meta, phone)
                .at("/interactive/action/parameters/reference_id")
                .asText();
    }

    @Test
    void productsAreAListAndAPictureUntilACatalogIsLinked() {
        ConnectedShop shop = shopWithACup();
        String ada = phone();
        shop.hears(ada, text("Hello"));
        String one = "'interactive': {'type': 'product', 'action': {'catalog_id': '1', 'product_retailer_id': 'cup'}}";
        String several = "'interactive': {'type': 'product_list', 'header': {'type': 'text', 'text': 'Cups'}, 'body':"
                + " {'text': 'Ours'}, 'action': {'catalog_id': '1', 'sections': [{'title': 'a', 'product_items':"
                + " [{'product_retailer_id': 'cup'}]}]}}";
        appSends(shop, ada, one).then().statusCode(200);
        assertTrue(awaitTo(ada, "button").toString().contains("add:cup"));
        appSends(shop, ada, several).then().statusCode(200);
        await().atMost(PATIENCE).until(() -> last(meta, ada).toString().contains("product:cup"));
        String list = settled(meta.to(ada).get(meta.to(ada).size() - 1));
        shop.hears(
                ada,
                "'context': {'id': '" + list + "'}, 'type': 'interactive', 'interactive': {'type': 'list_reply',"
                        + " 'list_reply': {'id': 'product:cup', 'title': 'Cup'}}");
        await().atMost(PATIENCE).until(() -> last(meta, ada).toString().contains("consent:accept"));

        meta.with(new GraphServer.Number(shop.phoneNumberId(), shop.accessToken(), "9001", false));
        shop.connect(", 'catalog_id': '9001'").then().statusCode(200);
        appSends(shop, ada, one).then().statusCode(200);
        assertEquals(
                "9001",
                awaitTo(ada, "product").at("/interactive/action/catalog_id").asText());
        assertEquals(List.of(), meta.refused());
    }

    @Test
    void aFileThatWasUploadedHereIsALinkThatMetaCanFetch() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        String own = shop.authorized().get("/chat/v1/business").path("phone_number_id");
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 1};
        String id = given().header("Authorization", "Bearer " + shop.token())
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "a.png", png, "image/png")
                .post("/v23.0/" + own + "/media")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        shop.authorized()
                .body(json("{'messaging_product': 'whatsapp', 'to': '" + ada + "', 'type': 'image', 'image': {'id': '"
                        + id + "'}}"))
                .post("/v23.0/" + own + "/messages")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).until(() -> last(meta, ada).has("image"));
        String link = URI.create(last(meta, ada).at("/image/link").asText()).getPath();
        assertArrayEquals(
                png,
                given().get(link)
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray());
        given().get(link.substring(0, link.length() - 4) + "AAAA").then().statusCode(404);
        given().get(link.replace(shop.businessId().toString(), UUID.randomUUID().toString()))
                .then()
                .statusCode(404);
        given().get("/chat/v1/channels/whatsapp/media/x/y").then().statusCode(404);
    }

    @Test
    void aNoticeOutsideTheDayIsItsTemplateWithoutWhatTheWebChatNeeds() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '25 hours' where conversation_id = $1",
                shop.onlyConversation()));
        OrderTold order = order(shop).placed(450).awaitingPayment(450).payable(450, 1);
        await().atMost(PATIENCE).until(() -> last(meta, ada).has("template"));
        assertEquals(
                "tresen_payment_request", last(meta, ada).at("/template/name").asText());
        assertFalse(last(meta, ada).path("template").has("rendered"));
        assertEquals(
                "token-" + order.orderNo,
                last(meta, ada).at("/template/components/1/parameters/0/text").asText());
        order.confirmed(450).shipped(Ids.v7());
        await().atMost(PATIENCE).until(() -> last(meta, ada).toString().contains("tresen_shipping"));
        assertEquals(
                "order:" + order.orderNo,
                last(meta, ada)
                        .at("/template/components/1/parameters/0/payload")
                        .asText());
        assertEquals(List.of(), meta.refused());
    }
}
