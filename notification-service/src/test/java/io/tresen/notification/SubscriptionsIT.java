package io.tresen.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.notification.Subscriptions.Wish;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line's rows on a real PostgreSQL. Times lie in the future of the clock, so that the timer leaves them alone. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class SubscriptionsIT {

    private static final Instant LATER = Instant.parse("2500-01-01T00:00:00Z");

    @Inject
    Database database;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Products products;

    @Inject
    Shoppers shoppers;

    @Inject
    Waves waves;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private UUID business;
    private UUID conversation;

    @BeforeEach
    void a_shop_and_a_conversation() {
        business = UUID.randomUUID();
        conversation = UUID.randomUUID();
        database.run(tx -> shoppers.copy(tx, business, UUID.randomUUID(), List.of(conversation), true, 1));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void eight_calls_at_once_take_one_place() throws Exception {
        known("mug");
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(threads.submit(() -> subscribe("mug").created()));
        }
        int created = 0;
        for (Future<Boolean> call : calls) {
            created += call.get() ? 1 : 0;
        }
        assertEquals(1, created);
        assertEquals(1, open());
    }

    @Test
    void whoever_subscribes_while_it_comes_back_is_refused_or_has_a_step_planned() throws Exception {
        for (int i = 0; i < 40; i++) {
            String retailerId = "mug-" + i;
            UUID productId = known(retailerId);
            Future<Boolean> inLine = threads.submit(() -> {
                try {
                    return subscribe(retailerId).created();
                } catch (RejectedException refusal) {
                    assertTrue(refusal.is("available-now"));
                    return false;
                }
            });
            Future<?> restock = threads.submit(() -> change(productId, 1L, 1));
            restock.get();
            assertEquals(inLine.get(), planned(productId), retailerId);
        }
    }

    @Test
    void so_is_whoever_subscribes_while_many_products_come_back_together() throws Exception {
        List<String> mugs = IntStream.range(0, 40).mapToObj(i -> "mug-" + i).toList();
        List<Waves.Change> back = new ArrayList<>();
        mugs.forEach(mug -> back.add(of(known(mug), 1L, 1)));
        List<Waves.Change> more = new ArrayList<>();
        back.forEach(change -> more.add(0, of(change.productId(), 2L, 2)));
        List<Future<Boolean>> inLine = new ArrayList<>();
        for (String mug : mugs) {
            inLine.add(threads.submit(() -> {
                try {
                    return subscribe(mug).created();
                } catch (RejectedException refusal) {
                    assertTrue(refusal.is("available-now"));
                    return false;
                }
            }));
        }
        Future<?> first = threads.submit(() -> change(back));
        threads.submit(() -> change(more)).get(); // in another order, on the same rows
        first.get();
        for (int i = 0; i < mugs.size(); i++) {
            assertEquals(inLine.get(i).get(), planned(back.get(i).productId()), mugs.get(i));
        }
    }

    @Test
    void of_what_changes_together_each_product_is_taken_for_itself_and_its_own_changes_in_their_order() {
        UUID waited = known("waited");
        UUID alone = known("alone");
        UUID back = known("back");
        UUID gone = known("gone");
        List.of("waited", "back", "gone").forEach(this::subscribe);
        UUID stranger = UUID.randomUUID();
        change(List.of(
                of(back, 1L, 1),
                of(gone, 1L, 1),
                of(alone, 2L, 1),
                new Waves.Change(stranger, Ids.v5(stranger, "waited"), new Availability(2L, 1)),
                of(back, 0L, 2),
                of(waited, 2L, 1),
                of(gone, 0L, 2),
                of(back, 3L, 3)));
        assertTrue(planned(waited) && planned(back));
        assertFalse(planned(alone) || planned(gone) || planned(stranger, Ids.v5(stranger, "waited")));
        assertEquals(List.of(1L, 1L, 3L, 2L), List.of(seen(waited), seen(alone), seen(back), seen(gone)));
        change(List.of());
    }

    @Test
    void who_left_the_line_may_come_back_and_nobody_else_can_throw_them_out() {
        known("mug");
        UUID first = subscribe("mug").subscription().subscriptionId();
        assertFalse(delete(UUID.randomUUID(), first));
        assertTrue(delete(business, first));
        assertFalse(delete(business, first));
        assertTrue(subscribe("mug").created());
    }

    @Test
    void a_wish_that_is_known_already_changes_nothing() {
        UUID productId = known("mug");
        Subscription first = subscribe("mug").subscription();
        Wish again =
                new Wish(UUID.randomUUID(), conversation, UUID.randomUUID(), productId, "mug", 0, LATER.plusSeconds(5));
        database.run(tx -> subscriptions.wished(tx, business, again, LATER));
        assertEquals(1, open());
        assertEquals(first, subscribe("mug").subscription());
    }

    @Test
    void the_unknown_and_the_removed_can_not_be_waited_for() {
        RejectedException unknown = assertThrows(RejectedException.class, () -> subscribe("never-heard-of"));
        assertTrue(unknown.is("unknown-product"));
        UUID productId = known("mug");
        database.run(tx -> products.removed(tx, business, productId, 2));
        RejectedException removed = assertThrows(RejectedException.class, () -> subscribe("mug"));
        assertTrue(removed.is("unknown-product"));
    }

    @Test
    void a_product_that_was_never_counted_is_not_waited_for_until_counting_begins() {
        UUID productId = known("mug", false, 1);
        counted(productId, false);
        RejectedException uncounted = assertThrows(RejectedException.class, () -> subscribe("mug"));
        assertTrue(uncounted.is("available-now"));
        known("mug", true, 2); // its first availability event has not come yet
        assertTrue(subscribe("mug").created());
        counted(productId, true);
        change(productId, 2L, 1);
        assertTrue(planned(productId));
    }

    @Test
    void an_availability_event_says_more_than_that_the_product_is_uncounted() {
        UUID productId = known("mug", false, 1);
        change(productId, 0L, 1);
        counted(productId, false); // comes late
        assertTrue(subscribe("mug").created());
        assertFalse(planned(productId));
    }

    @Test
    void who_wished_before_the_product_was_heard_of_has_a_step_planned_when_it_turns_out_uncounted() {
        UUID productId = Ids.v5(business, "mug");
        Wish early = new Wish(UUID.randomUUID(), conversation, UUID.randomUUID(), productId, "mug", 0, LATER);
        database.run(tx -> subscriptions.wished(tx, business, early, LATER));
        assertFalse(planned(productId));
        counted(productId, true);
        assertFalse(planned(productId));
        counted(productId, false);
        assertTrue(planned(productId));
    }

    @Test
    void another_shops_conversation_is_an_unknown_one() {
        UUID stranger = UUID.randomUUID();
        database.run(tx -> products.copy(tx, stranger, Ids.v5(stranger, "mug"), "mug", true, true, 1));
        RejectedException refusal = assertThrows(
                RejectedException.class,
                () -> database.inTransaction(
                        tx -> subscriptions.subscribe(tx, stranger, UUID.randomUUID(), conversation, "mug", LATER)));
        assertTrue(refusal.is("unknown-conversation"));
    }

    @Test
    void the_database_refuses_a_second_notice_of_a_subscription() {
        UUID productId = known("mug");
        UUID subscription = subscribe("mug").subscription().subscriptionId();
        String insert =
                """
                insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id, conversation_id,
                  shopper_id, state, requested_at, at)
                values ($1, $2, $3, $4, 'mug', $5, $5, 'sent', $6, $6)""";
        Object[] parameters = {business, UUID.randomUUID(), subscription, productId, conversation, Times.utc(LATER)};
        database.run(tx -> tx.update(insert, parameters));
        parameters[1] = UUID.randomUUID();
        RuntimeException second =
                assertThrows(RuntimeException.class, () -> database.run(tx -> tx.update(insert, parameters)));
        PgException answer = (PgException) (second instanceof PgException ? second : second.getCause());
        assertEquals("23505", answer.getSqlState());
    }

    @Test
    void a_turn_lapses_at_most_a_batch() {
        Instant past = LATER.minus(Duration.ofDays(91));
        database.run(tx -> tx.update(
                """
                insert into subscription (business_id, subscription_id, product_id, retailer_id, conversation_id,
                  shopper_id, since, lapses_at, not_before)
                select $1, gen_random_uuid(), $1, 'mug', gen_random_uuid(), $1, $2, $3, $2 from generate_series(1, 501)""",
                business,
                Times.utc(past),
                Times.utc(past.plus(WaveRules.LAPSE))));
        assertEquals(500, lapse());
        int rest = lapse();
        assertTrue(rest >= 1 && rest < 500);
        assertEquals(0, open());
    }

    private UUID known(String retailerId) {
        return known(retailerId, true, 1);
    }

    private UUID known(String retailerId, boolean counted, long sequence) {
        UUID productId = Ids.v5(business, retailerId);
        database.run(tx -> products.copy(tx, business, productId, retailerId, true, counted, sequence));
        return productId;
    }

    private Subscriptions.Subscribed subscribe(String retailerId) {
        return database.inTransaction(
                tx -> subscriptions.subscribe(tx, business, UUID.randomUUID(), conversation, retailerId, LATER));
    }

    private boolean delete(UUID businessId, UUID subscriptionId) {
        return database.inTransaction(tx -> subscriptions.delete(tx, businessId, subscriptionId, LATER));
    }

    private int lapse() {
        return database.inTransaction(tx -> subscriptions.lapse(tx, LATER));
    }

    private void change(UUID productId, Long available, long version) {
        change(List.of(of(productId, available, version)));
    }

    private void change(List<Waves.Change> changes) {
        database.run(tx -> waves.changed(tx, changes, LATER));
    }

    private Waves.Change of(UUID productId, Long available, long version) {
        return new Waves.Change(business, productId, new Availability(available, version));
    }

    private void counted(UUID productId, boolean counted) {
        database.run(tx -> waves.counted(tx, business, productId, counted, LATER));
    }

    private boolean planned(UUID productId) {
        return planned(business, productId);
    }

    private boolean planned(UUID businessId, UUID productId) {
        return wave(businessId, productId).getBoolean("planned");
    }

    private long seen(UUID productId) {
        return wave(business, productId).getLong("version");
    }

    private Row wave(UUID businessId, UUID productId) {
        return database.read(tx -> tx.one(
                        "select next_step_at is not null as planned, version from product_wave"
                                + " where business_id = $1 and product_id = $2",
                        businessId,
                        productId))
                .orElseThrow();
    }

    private long open() {
        return database.read(tx -> tx.one(
                        "select count(*) as n from subscription where business_id = $1 and state in ('waiting', 'requested')",
                        business)
                .orElseThrow()
                .getLong("n"));
    }
}
