package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** From nothing to the first sale: what is left to do, and how long it took. */
@QuarkusTest
class SetUpIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    @Inject
    Milestones milestones;

    @Inject
    Businesses businesses;

    @Inject
    Database database;

    @Test
    void aMerchantDoesAllStepsAndIsToldHowLongItTook() {
        Api shop = Api.register("en");
        look(shop)
                .then()
                .body("set_up.registered_at", notNullValue())
                .body("set_up.first_message_delivered_at", nullValue())
                .body("set_up.completed_at", nullValue())
                .body("set_up.seconds_to_first_message", nullValue())
                .body(
                        "checklist.step",
                        equalTo(List.of(
                                "registered",
                                "products",
                                "payment_methods",
                                "assistant",
                                "number_verified",
                                "first_conversation",
                                "first_message_delivered")));
        neighbours.product(shop.businessId(), "tee", "Tee", 450);
        verify(shop);
        Talker tester = testing(shop);
        step(shop, "first_conversation", true);
        step(shop, "first_message_delivered", false);
        tester.says("hello");
        step(shop, "first_message_delivered", false); // it is there, and nobody has seen it
        tester.history();
        step(shop, "first_message_delivered", true);
        await().atMost(PATIENCE).until(() -> look(shop).path("set_up.completed_at") != null);
        Response first = look(shop);
        first.then()
                .body("set_up.seconds_to_completed", greaterThanOrEqualTo(0))
                .body("set_up.seconds_to_first_message", greaterThanOrEqualTo(0))
                .body("set_up.first_sale_at", nullValue());
        tester.says("menu");
        tester.history();
        look(shop)
                .then()
                .body("set_up.completed_at", equalTo(first.path("set_up.completed_at")))
                .body("set_up.first_message_delivered_at", equalTo(first.path("set_up.first_message_delivered_at")));
    }

    @Test
    void theFirstSaleIsAShoppersAndStaysTheFirst() {
        Api shop = Api.register("en");
        Talker tester = testing(shop);
        OrderTold.of(neighbours, shop, tester).placed(450).confirmed(450);
        await().atMost(PATIENCE)
                .until(() -> !tester.notices("order_confirmation").isEmpty());
        look(shop).then().body("set_up.first_sale_at", nullValue());
        Talker ada = shop.shopper();
        OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        await().atMost(PATIENCE).until(() -> look(shop).path("set_up.first_sale_at") != null);
        String first = look(shop).path("set_up.first_sale_at");
        OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        await().atMost(PATIENCE).until(() -> ada.notices("order_confirmation").size() == 2);
        look(shop)
                .then()
                .body("set_up.first_sale_at", equalTo(first))
                .body("set_up.seconds_to_first_sale", greaterThanOrEqualTo(0));
    }

    @Test
    void aShopThatWasCompleteBeforeItWasCountedWasSoWithItsLastMilestone() throws Exception {
        Api shop = Api.register("en");
        Api empty = Api.register("en");
        neighbours.product(shop.businessId(), "tee", "Tee", 450);
        await().atMost(PATIENCE).until(() -> done(shop, "products"));
        Instant delivered = Instant.parse("2026-01-02T00:00:00Z");
        Instant sold = Instant.parse("2026-01-03T00:00:00Z");
        String script = new String(
                getClass()
                        .getResourceAsStream("/db/migration/V0124__mended.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        String fill = script.substring(script.indexOf("insert"), script.indexOf(';'));
        List<Instant> found = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    for (Api one : List.of(shop, empty)) {
                        milestones.reach(tx, one.businessId(), Milestone.FIRST_MESSAGE_DELIVERED, delivered);
                        milestones.reach(tx, one.businessId(), Milestone.FIRST_SALE, sold);
                    }
                    tx.update(fill);
                    found.add(milestones.of(tx, shop.businessId()).at(Milestone.SET_UP));
                    found.add(milestones.of(tx, empty.businessId()).at(Milestone.SET_UP));
                    throw new IllegalStateException("other tests' shops stay as they are");
                }));
        assertEquals(Arrays.asList(sold, null), found);
    }

    @Test
    void ofManyWhoReachAMilestoneAtOnceOneSetsIt() throws Exception {
        Api shop = Api.register("en");
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        ExecutorService all = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> reached = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = start.plusSeconds(i);
            reached.add(all.submit(() ->
                    database.inTransaction(tx -> milestones.reach(tx, shop.businessId(), Milestone.FIRST_SALE, at))));
        }
        int first = 0;
        for (Future<Boolean> one : reached) {
            first += one.get() ? 1 : 0;
        }
        all.shutdown();
        assertEquals(1, first);
        Instant kept = Instant.parse(look(shop).path("set_up.first_sale_at"));
        database.run(tx -> milestones.reach(tx, shop.businessId(), Milestone.FIRST_SALE, start.minusSeconds(1)));
        assertEquals(kept, Instant.parse(look(shop).path("set_up.first_sale_at")));
        database.run(tx -> milestones.reach(tx, UUID.randomUUID(), Milestone.FIRST_SALE, start)); // nobody's
    }

    /** The milestone is deleted, which nobody does, to see whether it would be written. */
    @Test
    void aShopThatHasSoldIsNotAskedAboutAgain() {
        Api now = Api.register("en");
        Api before = Api.register("en"); // this process was started
        database.run(tx -> milestones.reach(tx, before.businessId(), Milestone.FIRST_SALE, Instant.now()));
        for (Api shop : List.of(now, before)) {
            sold(shop.businessId());
            assertEquals(1, sales(shop.businessId()));
            database.run(tx -> tx.update("delete from business_milestone where business_id = $1", shop.businessId()));
            sold(shop.businessId());
            assertEquals(0, sales(shop.businessId()));
        }
    }

    @Test
    void aSaleThatWasRolledBackIsNoneYet() {
        UUID shop = Api.register("en").businessId();
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    milestones.sold(tx, shop, null, Instant.now());
                    throw new IllegalStateException("as when a later event of the batch fails");
                }));
        assertEquals(0, sales(shop));
        sold(shop);
        assertEquals(1, sales(shop));
    }

    @Test
    void aShopThatIsNotThereYetSellsForTheFirstTimeOnceItIs() {
        UUID shop = UUID.randomUUID();
        sold(shop);
        database.run(
                tx -> businesses.register(tx, Instant.now(), shop, "Later", shop.toString(), "DE", "EUR", Language.EN));
        assertEquals(0, sales(shop));
        sold(shop);
        assertEquals(1, sales(shop));
    }

    private void sold(UUID businessId) {
        database.run(tx -> milestones.sold(tx, businessId, null, Instant.now()));
    }

    private long sales(UUID businessId) {
        return database.read(tx -> tx.one(
                        "select count(*) as n from business_milestone where business_id = $1 and milestone ="
                                + " 'first_sale'",
                        businessId))
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void aTestConversationIsAnOrdinaryOneAndMarked() {
        Api shop = Api.register("en");
        Response opened = shop.authorized().post("/chat/v1/business/test-conversation");
        opened.then()
                .statusCode(201)
                .body("chat_url", endsWith("/chat/s/" + shop.handle()))
                .body("token", notNullValue());
        Talker ada = shop.shopper().says("hello");
        Talker tester = testing(shop).says("hello");
        Response list = shop.authorized().get("/chat/v1/conversations");
        assertEquals(List.of(true, false, true), list.path("data.test"));
        assertEquals("Test", list.path("data[0].display_name"));
        shop.authorized().get(tester.path()).then().body("test", equalTo(true));
        shop.authorized().get(ada.path()).then().body("test", equalTo(false));
        shop.authorized()
                .body("{\"locale\": 7}")
                .post("/chat/v1/business/test-conversation")
                .then()
                .statusCode(400);
    }

    private static Response look(Api shop) {
        Response answer = shop.authorized().get("/chat/v1/business");
        answer.then().statusCode(200);
        return answer;
    }

    private static boolean done(Api shop, String step) {
        return look(shop).path("checklist.find {it.step == '" + step + "'}.done");
    }

    private static void step(Api shop, String step, boolean done) {
        look(shop).then().body("checklist.find {it.step == '" + step + "'}.done", equalTo(done));
    }

    private static Talker testing(Api shop) {
        Response opened = shop.authorized().body("{}").post("/chat/v1/business/test-conversation");
        opened.then().statusCode(201);
        return new Talker(
                UUID.fromString(opened.path("conversation_id")),
                UUID.fromString(opened.path("shopper_id")),
                opened.path("wa_id"),
                opened.path("token"));
    }

    private static void verify(Api shop) {
        String phone = Phones.fresh();
        String path = "/chat/v1/business/contact-number";
        shop.authorized()
                .body("{\"phone\": \"" + phone + "\"}")
                .put(path)
                .then()
                .statusCode(200);
        shop.authorized()
                .body("{\"method\": \"sms\"}")
                .post(path + "/code")
                .then()
                .statusCode(202);
        shop.authorized()
                .body("{\"code\": \"" + Phones.code(phone) + "\"}")
                .post(path + "/verification")
                .then()
                .statusCode(200);
    }
}
