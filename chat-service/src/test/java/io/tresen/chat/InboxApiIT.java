package io.tresen.chat;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people of a business do with its conversations. */
@QuarkusTest
class InboxApiIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    private final String handle = Staff.handle();
    private Staff owner;

    @BeforeEach
    void signUp() {
        owner = Staff.signUp(handle);
    }

    private Talker shopper(String name) {
        Response opened = io.restassured.RestAssured.given()
                .contentType(io.restassured.http.ContentType.JSON)
                .body(Map.of("display_name", name))
                .post("/chat/v1/shops/" + handle + "/conversations");
        opened.then().statusCode(201);
        return new Talker(
                UUID.fromString(opened.path("conversation_id")),
                UUID.fromString(opened.path("shopper_id")),
                opened.path("wa_id"),
                opened.path("token"));
    }

    private List<String> found(String query) {
        return owner.authorized()
                .urlEncodingEnabled(false)
                .get("/chat/v1/conversations" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("data.conversation_id");
    }

    @Test
    void aConversationIsFoundByWhatWasSaidAndByTheShoppersName() {
        Talker ada = shopper("Ada Lovelace").says("Habt ihr Sencha aus Shizuoka?");
        Talker bob = shopper("Bob 100%").says("Wo bleibt mein Paket?");
        Talker foreign = Api.register("de").shopper().says("Sencha bitte");
        assertEquals(List.of(ada.conversationId().toString()), found("?q=shizUOKA"));
        assertEquals(List.of(ada.conversationId().toString()), found("?q=lovelace"));
        assertEquals(List.of(bob.conversationId().toString()), found("?q=100%25"));
        assertEquals(List.of(), found("?q=%25%25%25"));
        assertEquals(List.of(), found("?q=xyzzy"));
        assertFalse(found("?q=sencha").contains(foreign.conversationId().toString()));
        for (String bad : List.of("?q=a", "?q=" + "a".repeat(101), "?assigned_to=you", "?status=open")) {
            owner.authorized().get("/chat/v1/conversations" + bad).then().statusCode(400);
        }
    }

    @Test
    void aSearchThroughManyMessagesHasItsIndex() {
        UUID busy = UUID.randomUUID();
        StringBuilder plan = new StringBuilder();
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    tx.update(
                            "insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                                    + " status, body) select $1::uuid, gen_random_uuid(), n, 'wamid.' || n, 'inbound', 'shopper',"
                                    + " now(), 'received', jsonb_build_object('text', jsonb_build_object('body', md5(n::text)))"
                                    + " from generate_series(1, 5000) as n",
                            busy);
                    // else the plan depends on what is pending there
                    tx.query("select gin_clean_pending_list('message_search')");
                    tx.update("analyze message");
                    tx.list("explain select 1 from message m where m.business_id = '" + busy + "' and " + Inbox.SEARCHED
                                    + " like '%c4ca42%'")
                            .forEach(row -> plan.append(row.getString(0)).append('\n'));
                    throw new IllegalStateException("and none of it was ever there");
                }));
        assertTrue(plan.toString().contains("message_search"), plan.toString());
    }

    @Test
    void aConversationIsAssignedAndTaggedAndTheHistorySaysByWhom() {
        Staff ann = owner.agent("ann");
        Talker ada = shopper("Ada").says("Hallo").taps("human");
        Talker bob = shopper("Bob").says("Hallo");
        ann.authorized()
                .body(Map.of("staff_id", ann.staffId().toString()))
                .put(ada.path() + "/assignment")
                .then()
                .statusCode(200)
                .body("assigned_to", equalTo(ann.staffId().toString()));
        owner.authorized()
                .body(Map.of("tags", List.of("retoure", " vip ", "vip")))
                .put(ada.path() + "/tags")
                .then()
                .statusCode(200)
                .body("tags", contains("retoure", "vip"));
        ann.authorized()
                .body("{\"to\": \"assistant\"}")
                .post(ada.path() + "/handover")
                .then()
                .statusCode(200);
        ann.authorized()
                .body("{\"to\": \"assistant\"}")
                .post(ada.path() + "/handover")
                .then()
                .statusCode(200);
        ann.authorized()
                .get(ada.path())
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Ada"))
                .body("wa_id", equalTo(ada.waId()))
                .body("consent_given", equalTo(false))
                .body("history.event", contains("handed_to_human", "assigned", "tagged", "handed_to_assistant"))
                .body("history.by.kind", contains("shopper", "staff", "staff", "staff"))
                .body("history[1].by.id", equalTo(ann.staffId().toString()))
                .body("history[1].staff_id", equalTo(ann.staffId().toString()))
                .body("history[2].by.id", equalTo(owner.staffId().toString()))
                .body("history[2].tags", contains("retoure", "vip"));

        assertEquals(List.of(ada.conversationId().toString()), found("?tag=vip"));
        assertEquals(List.of(ada.conversationId().toString()), found("?assigned_to=" + ann.staffId() + "&status=bot"));
        assertEquals(List.of(bob.conversationId().toString()), found("?assigned_to=none"));
        assertEquals(List.of(), found("?assigned_to=me"));
        ann.authorized()
                .get("/chat/v1/conversations?assigned_to=me")
                .then()
                .body("data", hasSize(1))
                .body("data[0].last_message.author", equalTo("assistant"));
        ann.authorized()
                .body(Map.of("staff_id", UUID.randomUUID().toString()))
                .put(ada.path() + "/assignment")
                .then()
                .statusCode(422)
                .body("type", endsWith("/unknown-staff"));
        owner.authorized().delete("/chat/v1/staff/" + ann.staffId()).then().statusCode(204);
        owner.authorized().get(ada.path()).then().body("assigned_to", nullValue());
    }

    @Test
    void aReplySaysToTheBusinessAloneWhoWroteIt() {
        Staff ann = owner.agent("ann");
        Talker ada = shopper("Ada").says("Hallo").taps("human");
        ann.authorized()
                .body(Map.of("text", Map.of("body", "Guten Tag, ich bin dran.")))
                .post(ada.path() + "/replies")
                .then()
                .statusCode(201);
        JsonNode seen = ada.last();
        assertEquals("human", seen.path("author").asText());
        assertFalse(ada.text().contains("staff_id"), ada.text());
        assertFalse(ada.text().contains(ann.staffId().toString()));
        owner.authorized()
                .get(ada.path() + "/messages")
                .then()
                .body("data[-1].staff_id", equalTo(ann.staffId().toString()))
                .body("data[0].staff_id", nullValue());
        ada.authorized().get(ada.path()).then().statusCode(403);
    }

    @Test
    void aPersonWritesNoFasterThanAnApp() {
        Talker ada = shopper("Ada").says("Hallo").taps("human");
        String key = UUID.randomUUID().toString();
        String id = replying(ada, key).then().statusCode(201).extract().path("id");
        UUID business = businessId();
        for (UUID bucket : List.of(ada.shopperId(), business)) {
            wait10s(business, bucket);
            Response refusal = replying(ada, UUID.randomUUID().toString());
            refusal.then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .body("type", endsWith("/too-fast"));
            assertTrue(Integer.parseInt(refusal.header("Retry-After")) >= 5);
        }
        replying(ada, key)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
    }

    private Response replying(Talker talker, String key) {
        return owner.authorized()
                .header("Idempotency-Key", key)
                .body(Map.of("text", Map.of("body", "Guten Tag")))
                .post(talker.path() + "/replies");
    }

    private UUID businessId() {
        return UUID.fromString(
                owner.authorized().get("/chat/v1/business").then().extract().path("business_id"));
    }

    private void wait10s(UUID business, UUID bucket) {
        database.run(tx -> tx.update(
                "insert into send_rate (business_id, to_id, tokens, counted_at) values ($1, $2, 0,"
                        + " clock_timestamp() + interval '10 seconds') on conflict (business_id, to_id)"
                        + " do update set tokens = 0, counted_at = excluded.counted_at",
                business,
                bucket));
    }

    @Test
    void whoIsHandedBackOutsideTheWindowIsToldOfTheAssistantWhenTheyWriteNext() {
        Talker ada = shopper("Ada").says("Hallo").taps("human");
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '25 hours' where conversation_id = $1",
                ada.conversationId()));
        int before = ada.history().size();
        for (int i = 0; i < 2; i++) {
            owner.authorized()
                    .body("{\"to\": \"assistant\"}")
                    .post(ada.path() + "/handover")
                    .then()
                    .statusCode(200);
        }
        assertEquals(before, ada.history().size(), ada.text());
        ada.says("bestellungen");
        List<JsonNode> all = ada.history();
        assertEquals(before + 3, all.size(), "their words, who answers, the answer:\n" + ada.text());
        assertEquals(
                "disclosure", all.get(before + 1).path("notice").path("kind").asText());
        ada.says("bestellungen");
        assertEquals(2, ada.notices("disclosure").size(), "at the start, and once after the hand-back");
    }

    @Test
    void aReplyShowsAProductAsTheAssistantWould() {
        UUID business = businessId();
        Talker ada = shopper("Ada").says("Hallo").taps("human");
        neighbours.product(business, "tea-1", "Sencha", 1990);
        String show = "{\"type\": \"product\", \"product\": {\"retailer_id\": \"tea-1\"}}";
        owner.authorized()
                .body(show)
                .post(ada.path() + "/replies")
                .then()
                .statusCode(201); // held until the copy has it
        JsonNode sheet = ada.last();
        assertEquals("human", sheet.path("author").asText());
        assertTrue(sheet.toString().contains("add:tea-1"), sheet.toString());
        neighbours.product(business, " ", "Nameless", 500);
        owner.authorized()
                .body(show.replace("tea-1", " "))
                .post(ada.path() + "/replies")
                .then()
                .statusCode(201);
        assertTrue(ada.last().toString().contains("Nameless"), ada.last()::toString);
        owner.authorized()
                .body(show.replace("tea-1", "."))
                .post(ada.path() + "/replies")
                .then()
                .statusCode(422)
                .body("type", endsWith("/invalid-fields"));
        owner.authorized()
                .body(show.replace("tea-1", "tea-2"))
                .post(ada.path() + "/replies")
                .then()
                .statusCode(422)
                .body("type", endsWith("/unknown-product"));
        owner.authorized()
                .body("{\"type\": \"image\"}")
                .post(ada.path() + "/replies")
                .then()
                .statusCode(422);
    }

    @Test
    void whoWaitsForAPersonOutsideTheOpeningHoursIsToldOnce() {
        owner.authorized().get("/chat/v1/business/opening-hours").then().statusCode(404);
        owner.authorized()
                .body(
                        """
                        {"time_zone": "Europe/Nowhere", "days": {"monday": [{"from": "9", "to": "18:00"},
                         {"from": "10:00", "to": "09:00"}], "mon": []}}""")
                .put("/chat/v1/business/opening-hours")
                .then()
                .statusCode(422)
                .body("errors", hasSize(4));
        owner.authorized()
                .body("{\"time_zone\": \"Europe/Berlin\", \"days\": {}, \"away_message\": \"Bis morgen!\"}")
                .put("/chat/v1/business/opening-hours")
                .then()
                .statusCode(200)
                .body("days.monday", hasSize(0));
        Talker ada = shopper("Ada").says("Hallo");
        assertEquals(0, ada.notices("away").size());
        ada.taps("human").says("Ist da jemand?").says("Hallo??");
        assertEquals(1, ada.notices("away").size());
        assertTrue(ada.notices("away").get(0).toString().contains("Bis morgen!"));
        owner.authorized().delete("/chat/v1/business/opening-hours").then().statusCode(204);
        Talker bob = shopper("Bob").says("Hallo").taps("human").says("Ist da jemand?");
        assertEquals(0, bob.notices("away").size());
    }

    @Test
    void cannedAnswersAreKeptByTitle() {
        Staff ann = owner.agent("ann");
        String id = owner.authorized()
                .body(Map.of("title", "Versand", "text", "Wir versenden montags."))
                .post("/chat/v1/canned-answers")
                .then()
                .statusCode(201)
                .extract()
                .path("canned_answer_id");
        owner.authorized()
                .body(Map.of("title", "Begrüßung", "text", "Guten Tag!"))
                .post("/chat/v1/canned-answers")
                .then()
                .statusCode(201);
        owner.authorized()
                .body(Map.of("title", "Versand", "text", "Wir versenden täglich."))
                .put("/chat/v1/canned-answers/" + id)
                .then()
                .statusCode(200);
        ann.authorized()
                .get("/chat/v1/canned-answers")
                .then()
                .body("data.title", contains("Begrüßung", "Versand"))
                .body("data[1].text", equalTo("Wir versenden täglich."));
        Staff.signUp(Staff.handle())
                .authorized()
                .delete("/chat/v1/canned-answers/" + id)
                .then()
                .statusCode(404);
        owner.authorized().delete("/chat/v1/canned-answers/" + id).then().statusCode(204);
        owner.authorized().delete("/chat/v1/canned-answers/" + id).then().statusCode(404);
    }

    @Test
    void aListThatIsAsItWasIsNotSentAgain() {
        Talker ada = shopper("Ada").says("Hallo");
        String tag = owner.authorized().get("/chat/v1/conversations").header("ETag");
        assertTrue(tag.startsWith("\""), tag);
        owner.authorized()
                .header("If-None-Match", tag)
                .get("/chat/v1/conversations")
                .then()
                .statusCode(304)
                .header("Cache-Control", startsWith("private"));
        ada.says("menu");
        owner.authorized()
                .header("If-None-Match", tag)
                .get("/chat/v1/conversations")
                .then()
                .statusCode(200);
    }
}
