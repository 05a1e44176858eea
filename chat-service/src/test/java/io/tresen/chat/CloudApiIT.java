package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.chat.timer.OldMedia;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A business app sends to shoppers as it would through WhatsApp's Cloud API (INTERFACE 4). */
@QuarkusTest
class CloudApiIT extends OnEngines {

    private static final String LIST =
            "'interactive': {'type': 'list', 'body': {'text': 'Which?'}, 'action': {'button': 'Choose', 'sections':"
                    + " [{'rows': [{'id': 'green tea', 'title': 'Green'}, {'id': 'menu:cart', 'title': 'Cart'}]}]}}";

    @Inject
    Database database;

    @Inject
    Neighbours neighbours;

    @Inject
    OldMedia oldMedia;

    @Inject
    BusinessClock clock;

    @ConfigProperty(name = "tresen.media.quota-bytes", defaultValue = "2147483648")
    long quotaBytes;

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
        refused(app.authorized().get(path), 404, 2500, "");
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
    void aTemplateIsCreatedSentAndReadInItsWords() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String offer = "[{'type': 'body', 'text': 'Hi {{1}}, {{2}} off'}, {'type': 'BUTTONS', 'buttons': [{'type':"
                + " 'QUICK_REPLY', 'text': 'Stop'}]}]";
        app.create("offer", "MARKETING", offer)
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("category", equalTo("MARKETING"))
                .body("id", notNullValue());
        refused(app.create("offer", "MARKETING", offer), 400, 100, "name")
                .body("error.error_subcode", equalTo(2388024));
        refused(app.create("tresen_offer", "UTILITY", offer), 400, 100, "name");
        refused(app.create("no_body", "UTILITY", "[{'type': 'FOOTER', 'text': 'x'}]"), 400, 100, "components");
        String two =
                "[{'type': 'body', 'parameters': [{'type': 'text', 'text': 'Ada'}, {'type': 'text', 'text': '5 €'}]},"
                    + " {'type': 'button', 'sub_type': 'quick_reply', 'index': '0', 'parameters': [{'type': 'payload',"
                    + " 'payload': 'no-more'}]}]";
        String id = taken(app.template(ada.waId(), "offer", "en", two));
        assertEquals(
                "Hi Ada, 5 € off",
                ada.last().at("/message/template/rendered/body").asText());
        ada.post(Talker.tap("no-more", id)).then().statusCode(201);
        refused(app.template(ada.waId(), "offer", "de", two), 400, 132001, "template.name");
        refused(app.template(ada.waId(), "other", "en", two), 400, 132001, "template.name");
        refused(app.template(ada.waId(), "offer", "en", "[]"), 400, 132000, "body");
        ada.says("STOP");
        refused(app.template(ada.waId(), "offer", "en", two), 400, 131050, "marketing");
        app.create("parcel", "UTILITY", "[{'type': 'BODY', 'text': 'On its way'}]");
        taken(app.template(ada.waId(), "parcel", "en", "[]"));
        ada.says("START");
        taken(app.template(ada.waId(), "offer", "en", two));
    }

    @Test
    void anAccountHas250TemplatesWhichAreListedPageByPage() {
        CloudApi app = CloudApi.register();
        String body = "[{'type': 'BODY', 'text': 'Hello world'}]";
        String id = app.create("a_first", "UTILITY", body).path("id");
        database.run(tx -> tx.update(
                "insert into message_template (business_id, name, language, category, status, components, created_at)"
                    + " select $1, 'n' || lpad(n::text, 3, '0'), 'en', 'marketing', 'approved', $2::text::jsonb, now()"
                    + " from generate_series(1, 248) as n",
                app.business().businessId(),
                CloudApi.json(body.replace("world", "again"))));
        app.create("z_last", "UTILITY", body).then().statusCode(200);
        refused(app.create("one_more", "UTILITY", body), 400, 100, "name: an account has at most 250 templates");
        refused(app.create("z_last", "UTILITY", body), 400, 100, "name").body("error.error_subcode", equalTo(2388024));
        String large = "[{'type': 'BODY', 'text': 'a', 'example': '" + "x".repeat(16_384) + "'}]";
        refused(
                app.authorized()
                        .body(CloudApi.json("{'components': " + large + "}"))
                        .post("/v23.0/" + id),
                400,
                100,
                "components");

        assertEquals(
                IntStream.rangeClosed(1, 248).mapToObj("n%03d"::formatted).toList(),
                names(app, "&category=marketing&name_or_content=Hello%20again"));
        List<String> all = names(app, "");
        assertEquals(all.stream().sorted().toList(), all);
        assertTrue(all.size() > 250 && all.containsAll(List.of("a_first", "tresen_delivered", "z_last")), "" + all);
        assertEquals(List.of("a_first", "z_last"), names(app, "&name_or_content=Hello%20world"));
        assertEquals(List.of(), names(app, "&status=REJECTED"));
    }

    /** The names of all pages. */
    private static List<String> names(CloudApi app, String filter) {
        List<String> names = new java.util.ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = app.authorized()
                    .urlEncodingEnabled(false)
                    .get("/v23.0/" + app.wabaId() + "/message_templates?limit=90" + filter
                            + (after.isEmpty() ? "" : "&after=" + after));
            page.then().statusCode(200);
            names.addAll(page.path("data.name"));
            after = page.path("paging.cursors.after");
        }
        return names;
    }

    @Test
    void templatesAreListedPausedAndRemoved() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String id = app.create("hello_world", "UTILITY", "[{'type': 'BODY', 'text': 'Hello world'}]")
                .path("id");
        String list = "/v23.0/" + app.wabaId() + "/message_templates";
        app.authorized()
                .get(list + "?limit=100")
                .then()
                .statusCode(200)
                .body("data.name", hasItem("hello_world"))
                .body("data.name", hasItem("tresen_order_confirmation"))
                .body(
                        "data.find {it.name == 'tresen_order_confirmation' && it.language == 'en'}.components[0].text",
                        equalTo("Order {{1}} is confirmed. Total: {{2}}"));
        Response first = app.authorized().get(list + "?limit=2&category=UTILITY");
        first.then().statusCode(200).body("data.size()", equalTo(2));
        app.authorized()
                .get(list + "?limit=2&category=UTILITY&after=" + first.path("paging.cursors.after"))
                .then()
                .statusCode(200)
                .body("data[0].name", notNullValue());
        refused(app.authorized().get(list + "?limit=101"), 400, 100, "limit");
        refused(CloudApi.register().authorized().get(list), 400, 100, "waba_id");
        app.authorized().get("/v23.0/" + id).then().statusCode(200).body("name", equalTo("hello_world"));
        app.authorized()
                .body("{\"status\": \"PAUSED\"}")
                .post("/v23.0/" + id)
                .then()
                .statusCode(200);
        refused(app.template(ada.waId(), "hello_world", "en", "[]"), 400, 132015, "paused");
        app.authorized()
                .body("{\"status\": \"APPROVED\"}")
                .post("/v23.0/" + id)
                .then()
                .statusCode(200);
        taken(app.template(ada.waId(), "hello_world", "en", "[]"));
        app.authorized()
                .delete(list + "?name=hello_world")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        refused(app.authorized().delete(list + "?name=hello_world"), 400, 100, "name");
        refused(app.template(ada.waId(), "hello_world", "en", "[]"), 400, 132001, "template.name");
        taken(app.template(
                ada.waId(),
                "tresen_delivered",
                "en",
                "[{'type': 'body', 'parameters': [{'type': 'text', 'text': 'T00001'}]}]"));
        assertEquals(
                "Order T00001 has arrived.",
                ada.last().at("/message/template/rendered/body").asText());
    }

    @Test
    void aMessageIsSentOncePerKeyOnEitherPath() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String body = CloudApi.json(
                "{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'once'}}");
        String root = "/v23.0/" + app.phoneNumberId() + "/messages";
        String id =
                taken(app.authorized().header("Idempotency-Key", "k").body(body).post(root));
        Response again =
                app.authorized().header("Idempotency-Key", "k").body(body).post("/chat" + root);
        assertEquals(id, taken(again));
        again.then().header("Idempotency-Replayed", "true");
        refused(
                app.authorized()
                        .header("Idempotency-Key", "k")
                        .body(body.replace("once", "twice"))
                        .post(root),
                422,
                100,
                "Idempotency-Key");
        assertEquals(
                1,
                ada.history().stream()
                        .filter(it -> it.toString().contains("once"))
                        .count());
    }

    @Test
    void whoSendsTooFastToOneShopperIsToldWhenToGoOn() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        IntStream.range(0, 45).forEach(i -> taken(app.text(ada.waId(), "m" + i)));
        Response refusal = app.text(ada.waId(), "one too many");
        for (int i = 0; refusal.statusCode() == 200 && i < 20; i++) {
            refusal = app.text(ada.waId(), "the bucket had gained a token meanwhile");
        }
        refused(refusal, 400, 131056, "recipient");
        int wait = Integer.parseInt(refusal.header("Retry-After"));
        assertTrue(wait >= 1 && wait <= 6, wait + " s");
        taken(app.text(app.business().shopper().says("hello").waId(), "another shopper"));
    }

    @Test
    void whoSendsTooFastToAllIsToldWhenToGoOn() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        taken(app.text(ada.waId(), "x"));
        tooFast(app);
        Response refusal = app.text(ada.waId(), "x");
        refused(refusal, 400, 130429, "phone number").header("Retry-After", notNullValue());
        assertTrue(Integer.parseInt(refusal.header("Retry-After")) >= 5);
    }

    /** As if the business had sent so much that it has to wait for 10 s. */
    private void tooFast(CloudApi app) {
        database.run(tx -> tx.update(
                "insert into send_rate as r (business_id, to_id, tokens, counted_at) values ($1, $1, 0,"
                        + " clock_timestamp() + interval '10 seconds') on conflict (business_id, to_id)"
                        + " do update set tokens = 0, counted_at = excluded.counted_at",
                app.business().businessId()));
    }

    @Test
    void aRepeatUnderTheSameKeyIsAnsweredWhateverWasSentMeanwhile() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String body = CloudApi.json(
                "{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'once'}}");
        String path = "/v23.0/" + app.phoneNumberId() + "/messages";
        String id =
                taken(app.authorized().header("Idempotency-Key", "k").body(body).post(path));
        tooFast(app);
        Response again =
                app.authorized().header("Idempotency-Key", "k").body(body).post(path);
        assertEquals(id, taken(again));
        again.then().header("Idempotency-Replayed", "true");
        refused(app.authorized().header("Idempotency-Key", "l").body(body).post(path), 400, 130429, "phone number");
        refused(
                app.authorized()
                        .header("Idempotency-Key", "k")
                        .body(body.replace("once", "twice"))
                        .post(path),
                422,
                100,
                "Idempotency-Key");
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

    @Test
    void anUploadedPictureIsSentByItsIdAndSeenByWhoGotIt() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Talker bob = app.business().shopper().says("hello");
        byte[] picture = new byte[700_000];
        new java.util.Random(7).nextBytes(picture);
        String id = upload(app, picture, "image/png")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String key = UUID.randomUUID().toString();
        String once = uploading(app, picture)
                .header("Idempotency-Key", key)
                .post(media(app))
                .path("id");
        uploading(app, picture)
                .header("Idempotency-Key", key)
                .post(media(app))
                .then()
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(once));
        Response node = app.authorized().get("/v23.0/" + id);
        node.then()
                .statusCode(200)
                .body("mime_type", equalTo("image/png"))
                .body("file_size", equalTo(700_000))
                .body("messaging_product", equalTo("whatsapp"));
        String download = node.<String>path("url").replaceFirst("https?://[^/]+", "");
        app.sent(ada.waId(), "image", "'image': {'id': '" + id + "', 'caption': 'tea'}");
        assertEquals(
                700_000,
                ada.authorized().get(download).then().statusCode(200).extract().asByteArray().length);
        assertEquals(
                java.util.Arrays.hashCode(picture),
                java.util.Arrays.hashCode(app.authorized().get(download).asByteArray()));
        bob.authorized().get(download).then().statusCode(404);
        CloudApi other = CloudApi.register();
        other.authorized().get(download).then().statusCode(404);
        refused(other.authorized().get("/v23.0/" + id), 400, 100, "id");
        refused(other.authorized().delete("/v23.0/" + id), 400, 100, "id");
        refused(app.send(ada.waId(), "video", "'video': {'id': '" + id + "'}"), 400, 131009, "video.id");
        app.authorized().delete("/v23.0/" + id).then().statusCode(200).body("success", equalTo(true));
        ada.authorized().get(download).then().statusCode(404);
        refused(upload(app, picture, "image/gif"), 400, 131053, "type");
        refused(upload(app, picture, "image/webp"), 400, 131053, "file");
        refused(upload(other, app.phoneNumberId(), picture, "image/png"), 400, 100, "phone_number_id");
    }

    @Test
    void uploadsCountForTheRateAndEndAtTheQuota() {
        CloudApi app = CloudApi.register();
        byte[] picture = new byte[1000];
        database.run(tx -> tx.update(
                "insert into media (business_id, mime_type, sha256, size_bytes, uploaded_at)"
                        + " values ($1, 'video/mp4', '', $2::bigint - 1500, now())",
                app.business().businessId(),
                quotaBytes));
        String id = upload(app, picture, "image/png")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        refused(upload(app, picture, "image/png"), 400, 131053, "file: an account keeps at most");
        upload(CloudApi.register(), picture, "image/png").then().statusCode(200);
        app.authorized().delete("/v23.0/" + id).then().statusCode(200);
        upload(app, picture, "image/png").then().statusCode(200);
        tooFast(app);
        refused(upload(app, picture, "image/png"), 400, 130429, "phone number");
    }

    @Test
    void oldFilesAreRemovedUntilNoneIsLeft() {
        CloudApi app = CloudApi.register();
        String fresh = upload(app, new byte[1000], "image/png").path("id");
        database.run(tx -> tx.update(
                "insert into media (business_id, mime_type, sha256, size_bytes, uploaded_at)"
                        + " select $1, 'image/png', '', 1, $2::timestamptz - interval '30 days 1 minute'"
                        + " from generate_series(1, 1001)",
                app.business().businessId(),
                Times.utc(clock.now())));
        oldMedia.remove();
        assertEquals(
                List.of(fresh),
                database
                        .read(tx -> tx.list(
                                "select media_id from media where business_id = $1",
                                app.business().businessId()))
                        .stream()
                        .map(row -> row.getString("media_id"))
                        .toList());
    }

    private static Response upload(CloudApi app, byte[] bytes, String type) {
        return upload(app, app.phoneNumberId(), bytes, type);
    }

    private static Response upload(CloudApi app, String number, byte[] bytes, String type) {
        return given().header("Authorization", "Bearer " + app.business().token())
                .contentType(ContentType.MULTIPART)
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "tea.png", bytes, type)
                .post("/chat/v23.0/" + number + "/media");
    }

    private static String media(CloudApi app) {
        return "/v23.0/" + app.phoneNumberId() + "/media";
    }

    private static io.restassured.specification.RequestSpecification uploading(CloudApi app, byte[] bytes) {
        return given().header("Authorization", "Bearer " + app.business().token())
                .contentType(ContentType.MULTIPART)
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "tea.png", bytes, "image/png");
    }

    @Test
    void theNumberAndTheAccountDescribeThemselves() {
        CloudApi app = CloudApi.register();
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId())
                .then()
                .statusCode(200)
                .body("id", equalTo(app.phoneNumberId()))
                .body("verified_name", equalTo("Teeladen"));
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId() + "?fields=verified_name")
                .then()
                .statusCode(200)
                .body("keySet().size()", equalTo(2));
        app.authorized().get("/v23.0/" + app.wabaId()).then().statusCode(200).body("name", equalTo("Teeladen"));
        app.authorized()
                .get("/v23.0/" + app.wabaId() + "/phone_numbers")
                .then()
                .statusCode(200)
                .body("data[0].id", equalTo(app.phoneNumberId()));
    }

    @Test
    void profileSettingsAndLinksAreKept() {
        CloudApi app = CloudApi.register();
        String number = "/v23.0/" + app.phoneNumberId();
        String profile = number + "/whatsapp_business_profile";
        app.authorized().get(profile).then().statusCode(200).body("data[0].messaging_product", equalTo("whatsapp"));
        app.authorized()
                .body(CloudApi.json(
                        "{'messaging_product': 'whatsapp', 'about': 'Tea', 'vertical': 'RETAIL', 'websites':"
                                + " ['https://tea.example']}"))
                .post(profile)
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        app.authorized()
                .get(profile + "?fields=about,vertical")
                .then()
                .statusCode(200)
                .body("data[0].about", equalTo("Tea"))
                .body("data[0].vertical", equalTo("RETAIL"));
        refused(
                app.authorized()
                        .body(CloudApi.json("{'messaging_product': 'whatsapp', 'about': '" + "x".repeat(140) + "'}"))
                        .post(profile),
                400,
                100,
                "about");
        String settings = number + "/whatsapp_commerce_settings";
        app.authorized().post(settings + "?is_cart_enabled=false").then().statusCode(200);
        app.authorized()
                .get(settings)
                .then()
                .statusCode(200)
                .body("data[0].is_cart_enabled", equalTo(false))
                .body("data[0].is_catalog_visible", equalTo(true));
        refused(app.authorized().post(settings + "?is_cart_enabled=maybe"), 400, 100, "is_cart_enabled");
        String links = number + "/message_qrdls";
        String code = app.authorized()
                .body("{\"prefilled_message\": \"I want tea & cake\"}")
                .post(links)
                .then()
                .statusCode(200)
                .body(
                        "deep_link_url",
                        org.hamcrest.Matchers.endsWith(
                                "/chat/s/" + app.business().handle() + "?text=I%20want%20tea%20%26%20cake"))
                .extract()
                .path("code");
        app.authorized().get(links).then().statusCode(200).body("data[0].code", equalTo(code));
        app.authorized()
                .body("{\"code\": \"" + code + "\", \"prefilled_message\": \"Tea\"}")
                .post(links)
                .then()
                .statusCode(200)
                .body("prefilled_message", equalTo("Tea"));
        app.authorized().delete(links + "/" + code).then().statusCode(200);
        refused(app.authorized().get(links + "/" + code), 400, 100, "code");
    }
}
