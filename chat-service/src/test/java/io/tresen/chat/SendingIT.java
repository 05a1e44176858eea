package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A business app sends to shoppers as it would through WhatsApp's Cloud API (INTERFACE 4). */
@QuarkusTest
class SendingIT extends OnCloudApi {

    private static final String LIST =
            "'interactive': {'type': 'list', 'body': {'text': 'Which?'}, 'action': {'button': 'Choose', 'sections':"
                    + " [{'rows': [{'id': 'green tea', 'title': 'Green'}, {'id': 'menu:cart', 'title': 'Cart'}]}]}}";

    @Inject
    Neighbours neighbours;

    @ParameterizedTest
    @ValueSource(strings = {"/chat/v23.0/", "/v23.0/", "/v17.0/"})
    void aTextReachesTheShopperBelowChatAndAtTheRoot(String prefix) {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Response answer = app.authorized()
                .body(CloudApi.json(
                        "{'messaging_product': 'whatsapp', 'to': '+" + ada.waId() + "', 'text': {'body': 'Hi Ada'}}"))
                .post(prefix + app.phoneNumberId() + "/messages");
        String id = taken(answer);
        answer.then()
                .body("contacts[0].input", equalTo("+" + ada.waId()))
                .body("contacts[0].wa_id", equalTo(ada.waId()));
        JsonNode last = ada.last();
        assertEquals(id, last.path("id").asText());
        assertEquals("business_app", last.path("author").asText());
        assertEquals("Hi Ada", last.at("/message/text/body").asText());
        assertEquals("text", last.at("/message/type").asText());
        assertTrue(last.path("message").path("to").isMissingNode(), "no envelope and no number in the message");
    }

    @Test
    void aShopperIsAddressedByWaIdByIdAndByAVerifiedNumber() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        database.run(
                tx -> tx.update("update shopper set phone = '4915112345678' where shopper_id = $1", ada.shopperId()));
        for (String to : List.of(ada.waId(), ada.shopperId().toString(), "+49 151 1234-5678")) {
            app.text(to, "for " + to).then().statusCode(200).body("contacts[0].wa_id", equalTo(ada.waId()));
        }
        refused(app.text("4915199999999", "x"), 400, 131026, "to");
        refused(app.text("hello", "x"), 400, 131026, "to");
        refused(app.text(CloudApi.register().business().shopper().waId(), "x"), 400, 131026, "to");
        refused(app.text(app.phoneNumberId(), "x"), 400, 131021, "to");
    }

    @Test
    void whatAMessageOffersMayBeTappedInItsContext() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String id = app.sent(ada.waId(), "interactive", LIST);
        int before = ada.history().size();
        ada.post(Talker.tap("green tea", id)).then().statusCode(201);
        assertEquals(before + 1, ada.history().size(), "an id that is not ours is the app's to answer");
        ada.post(Talker.tap("menu:cart", id)).then().statusCode(201);
        ada.post(Talker.tap("black tea", id)).then().statusCode(422);
    }

    @Test
    void onlyTheAssistantAsksForConsentToTheTerms() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String button = "'interactive': {'type': 'button', 'body': {'text': 'Free tea?'}, 'action': {'buttons':"
                + " [{'type': 'reply', 'reply': {'id': 'consent:accept', 'title': 'Yes'}}]}}";
        refused(app.send(ada.waId(), "interactive", button), 400, 131009, "interactive.action");
        refused(
                app.send(ada.waId(), "interactive", LIST.replace("green tea", "consent:accept")),
                400,
                131009,
                "interactive.action");
        app.create("gift", "UTILITY", quickReply("Free tea?"));
        String payload = "[{'type': 'button', 'sub_type': 'quick_reply', 'index': '0', 'parameters': [{'type':"
                + " 'payload', 'payload': 'consent:accept'}]}]";
        refused(app.template(ada.waId(), "gift", "en", payload), 400, 131009, "template.components");
        app.create("present", "UTILITY", quickReply("consent:accept"));
        refused(app.template(ada.waId(), "present", "en", "[]"), 400, 131009, "template.components");
        taken(app.template(ada.waId(), "present", "en", payload.replace("consent:accept", "yes")));
    }

    @Test
    void aYesThatWasOfferedBeforeOnlyTheAssistantDidShowsTheTermsInsteadOfAcceptingThem() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String offered = app.sent(ada.waId(), "interactive", LIST);
        database.run(tx -> tx.update("update message set choices = '{consent:accept}' where message_id = $1", offered));
        ada.post(Talker.tap("consent:accept", offered)).then().statusCode(201);
        ada.taps("menu:catalog");
        assertEquals(2, ada.notices("consent_needed").size(), ada.text());
        ada.tapsOffered("consent:accept").taps("menu:cart");
        assertEquals(2, ada.notices("consent_needed").size(), ada.text());
    }

    private static String quickReply(String text) {
        return "[{'type': 'BODY', 'text': 'Hello'}, {'type': 'BUTTONS', 'buttons': [{'type': 'QUICK_REPLY', 'text': '"
                + text + "'}]}]";
    }

    @Test
    void aProductThatIsShownCanBeAddedAndAnUnknownOneIsNotShown() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().consenting().says("hello");
        neighbours.product(app.business().businessId(), "cup", "Cup", 900);
        String product =
                "'interactive': {'type': 'product', 'action': {'catalog_id': 'c', 'product_retailer_id': '%s'}}";
        String id = app.sent(ada.waId(), "interactive", product.formatted("cup")); // held until the copy has it
        ada.post(Talker.tap("add:cup", id)).then().statusCode(201);
        refused(
                app.send(ada.waId(), "interactive", product.formatted("none")),
                400,
                131009,
                "interactive.action.product_retailer_id");
        database.run(tx -> tx.update(
                "update product_copy set visible = false where business_id = $1",
                app.business().businessId()));
        long start = System.nanoTime();
        refused(
                app.send(ada.waId(), "interactive", product.formatted("cup")),
                400,
                131009,
                "interactive.action.product_retailer_id");
        assertTrue(System.nanoTime() - start < 4_000_000_000L, "what is known to be hidden is not waited for");
        String catalog = app.sent(
                ada.waId(),
                "interactive",
                "'interactive': {'type': 'catalog_message', 'body': {'text': 'All'}, 'action': {'name':"
                        + " 'catalog_message'}}");
        ada.post(Talker.tap("menu:catalog", catalog)).then().statusCode(201);
    }

    @Test
    void everyRefusalIsMetasErrorObject() {
        CloudApi app = CloudApi.register();
        CloudApi other = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String path = "/chat/v23.0/" + app.phoneNumberId() + "/messages";
        String text =
                CloudApi.json("{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'x'}}");
        refused(CloudApi.anonymous().body(text).post(path), 401, 190, "token");
        refused(
                CloudApi.anonymous()
                        .header("Authorization", "Bearer no.such.token")
                        .body(text)
                        .post(path),
                401,
                190,
                "token");
        refused(ada.authorized().body(text).post(path), 403, 10, "caller");
        refused(other.authorized().body(text).post(path), 400, 100, "phone_number_id")
                .body("error.error_subcode", equalTo(33));
        refused(app.authorized().body(text).post("/v23.0/123/messages"), 400, 100, "phone_number_id")
                .body("error.error_subcode", equalTo(33));
        refused(app.authorized().body("{").post(path), 400, 100, "JSON");
        refused(app.authorized().body("[]").post(path), 400, 100, "object");
        refused(app.authorized().body("").post(path), 400, 100, "");
        refused(app.authorized().body("{\"a\": \"\\u0000\"}").post(path), 400, 100, "NUL");
        refused(app.authorized().body("x".repeat((1 << 20) + 1)).post(path), 413, 100, "bytes");
        refused(app.authorized().contentType("text/plain").body(text).post(path), 415, 100, "media type");
        refused(app.authorized().get(path), 405, 100, "method");
        refused(app.authorized().get("/v23.0/" + app.phoneNumberId() + "/nothing"), 404, 2500, "");
        refused(app.authorized().get("/chat/v23.0/"), 404, 2500, "");
        refused(app.authorized().get("/v23.0/" + UUID.randomUUID()), 400, 100, "id");
        refused(app.post("{'messaging_product': 'whatsapp', 'text': {'body': 'x'}}"), 400, 131008, "to is required");
        refused(app.send(ada.waId(), "fax", "'fax': {}"), 400, 131051, "type");
        refused(
                app.send(ada.waId(), "text", "'text': {'body': 'x'}, 'context': {'message_id': 'wamid.none'}"),
                400,
                131009,
                "context.message_id");
        refused(
                app.send(ada.waId(), "reaction", "'reaction': {'message_id': 'wamid.none', 'emoji': '👍'}"),
                400,
                131009,
                "reaction.message_id");
        refused(app.send(ada.waId(), "image", "'image': {'id': '999'}"), 400, 131009, "image.id");
        assertEquals(3, ada.history().size(), "nothing of it was said");
    }

    @Test
    void outsideThe24HoursOnlyTemplatesAreSent() {
        CloudApi app = CloudApi.register();
        Talker silent = app.business().shopper();
        refused(app.text(silent.waId(), "x"), 400, 131047, "24 hours");
        Talker ada = app.business().shopper().says("hello");
        wroteAgo(ada, "23 hours 59 minutes");
        taken(app.text(ada.waId(), "x"));
        wroteAgo(ada, "24 hours");
        refused(app.text(ada.waId(), "x"), 400, 131047, "24 hours");
        app.create("open_again", "UTILITY", "[{'type': 'BODY', 'text': 'Are you there?'}]");
        taken(app.template(ada.waId(), "open_again", "en", "[]"));
        String reply = "{\"type\": \"text\", \"text\": {\"body\": \"Hi\"}}";
        app.authorized()
                .body(reply)
                .post(ada.path() + "/replies")
                .then()
                .statusCode(409)
                .body("type", org.hamcrest.Matchers.endsWith("/outside-window"));
        ada.says("yes");
        taken(app.text(ada.waId(), "x"));
        app.authorized().body(reply).post(ada.path() + "/replies").then().statusCode(201);
    }

    private void wroteAgo(Talker talker, String interval) {
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - $2::text::interval where conversation_id = $1",
                talker.conversationId(),
                interval));
    }

    @Test
    void aShoppersMessageIsMarkedAsReadAndNeverUnread() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("one").says("two");
        List<JsonNode> heard = ada.history().stream()
                .filter(it -> it.path("direction").asText().equals("inbound"))
                .toList();
        String second = heard.get(1).path("id").asText();
        String mark = "{'messaging_product': 'whatsapp', 'status': 'read', 'message_id': '%s'%s}";
        app.post(mark.formatted(second, ", 'typing_indicator': {'type': 'text'}"))
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        long position = readPosition(ada);
        app.post(mark.formatted(heard.get(0).path("id").asText(), "")).then().statusCode(200);
        assertEquals(position, readPosition(ada));
        assertTrue(position > 1);
        refused(app.post(mark.formatted("wamid.none", "")), 400, 131009, "message_id");
        refused(CloudApi.register().post(mark.formatted(second, "")), 400, 131009, "message_id");
    }

    private long readPosition(Talker talker) {
        return database.read(tx -> tx.one(
                        "select business_read_position as p from conversation where conversation_id = $1",
                        talker.conversationId())
                .orElseThrow()
                .getLong("p"));
    }
}
