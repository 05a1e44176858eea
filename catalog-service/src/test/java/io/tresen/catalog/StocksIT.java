package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.Statements;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The stock's tables on a real PostgreSQL: batches, races, sums. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class StocksIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    Database database;

    @Inject
    Products products;

    @Inject
    Reservations reservations;

    private final UUID business = UUID.randomUUID();

    @Test
    void ordersPutsCountsAndImportsRaceWithoutDeadlockAndTheSumsHold() throws Exception {
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "p" + i).toList();
        put(names, 50L);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> racing = new ArrayList<>();
        AtomicLong done = new AtomicLong();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            racing.add(threads.submit(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 25; i++) {
                    List<String> some = new ArrayList<>(names);
                    Collections.shuffle(some, random);
                    switch (seed % 4) {
                        case 0, 1 -> batchOfOrders(some, random);
                        case 2 -> put(some.subList(0, 8), random.nextBoolean() ? null : 60L);
                        default ->
                            database.run(tx -> products.changeStock(
                                    tx,
                                    business,
                                    some.get(0),
                                    v -> {},
                                    shelf -> shelf.counted() ? shelf.adjusted(5) : shelf,
                                    "adjusted",
                                    "race",
                                    By.SYSTEM,
                                    NOW));
                    }
                    done.incrementAndGet();
                }
                return null;
            }));
        }
        for (Future<?> one : racing) {
            one.get();
        }
        threads.shutdown();
        assertEquals(200, done.get());
        assertEquals(List.of(), StockSums.differing(database, business));
    }

    /** The products are asked for together with their locks, and read once these are had. */
    @Test
    void aPutThatWaitedForAnotherGoesOnFromWhatThatOneWrote() throws Exception {
        put(List.of("a"), 5L);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<PutResult> second = database.inTransaction(tx -> {
            assertEquals(2, put(tx, List.of("a"), 6L).get(0).product().version());
            int holder = tx.one("select pg_backend_pid() as pid").orElseThrow().getInteger("pid");
            Future<PutResult> waiting = other.submit(() ->
                    database.inTransaction(own -> put(own, List.of("a"), 7L).get(0)));
            await().atMost(Duration.ofSeconds(9)).until(() -> database.read(own ->
                            own.one("select 1 from pg_stat_activity where $1 = any (pg_blocking_pids(pid))", holder))
                    .isPresent());
            return waiting;
        });
        assertEquals(3, second.get().product().version());
        assertEquals(7, shelf("a").onHand());
        other.shutdown();
        assertEquals(List.of(), StockSums.differing(database, business));
    }

    @Test
    void aFailedBatchLeavesNothingBehind() {
        put(List.of("a"), 5L);
        UUID order = UUID.randomUUID();
        Reservations.Asked good = asked(new StockCommand.Reserve(business, order, List.of(line("a", 2))));
        Reservations.Asked impossible =
                asked(new StockCommand.Ship(business, UUID.randomUUID(), UUID.randomUUID(), List.of(line("a", 1))));
        try {
            database.run(tx -> reservations.decide(tx, List.of(good, impossible), NOW));
        } catch (io.tresen.messaging.event.RecordFault expected) {
            assertEquals("impossible-transition", expected.reason());
        }
        assertEquals(0, shelf("a").reserved());
        database.run(tx -> reservations.decide(tx, List.of(good), NOW));
        assertEquals(2, shelf("a").reserved());
        assertEquals(List.of(), StockSums.differing(database, business));
    }

    @Test
    void theDatabaseItselfRefusesToOversell() {
        put(List.of("a"), 5L);
        UUID product = RetailerId.productId(business, "a");
        for (String change : List.of("reserved = 6", "reserved = -1", "on_hand = -1")) {
            String refused = "none";
            try {
                database.run(tx -> tx.update(
                        "update stock set " + change + " where business_id = $1 and product_id = $2",
                        business,
                        product));
            } catch (RuntimeException e) {
                refused = String.valueOf(e.getMessage());
            }
            assertTrue(refused.contains("check constraint"), refused);
        }
    }

    @Test
    void anOrderThatHoldsStockUnconfirmedForTwoDaysIsOverdueAndAConfirmedOneIsNot() {
        put(List.of("a"), 5L);
        UUID open = UUID.randomUUID();
        UUID confirmed = UUID.randomUUID();
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        long before = overdue(longAgo.plus(OverdueReservations.OVERDUE).plusSeconds(1));
        database.run(tx -> reservations.decide(
                tx,
                List.of(
                        asked(new StockCommand.Reserve(business, open, List.of(line("a", 1)))),
                        asked(new StockCommand.Reserve(business, confirmed, List.of(line("a", 1)))),
                        asked(new StockCommand.Confirm(business, confirmed))),
                longAgo));
        assertEquals(before, overdue(longAgo.plus(Duration.ofHours(48))));
        assertEquals(before + 1, overdue(longAgo.plus(Duration.ofHours(48)).plusSeconds(1)));
        database.run(tx ->
                reservations.decide(tx, List.of(asked(new StockCommand.Release(business, open, false))), longAgo));
        assertEquals(before, overdue(longAgo.plus(Duration.ofHours(49))));
    }

    @Test
    void anOrderIsConfirmedWhileSomebodyHoldsItsProduct() {
        put(List.of("a", "b"), 5L);
        UUID order = reserved("a", 2);
        UUID other = reserved("a", 1);
        List<Reservations.Asked> batch = List.of(
                asked(new StockCommand.Confirm(business, order)),
                asked(new StockCommand.Reserve(business, UUID.randomUUID(), List.of(line("b", 1)))),
                asked(new StockCommand.Confirm(business, other)));
        List<String> ran = new ArrayList<>();
        database.run(tx -> {
            StockRows.lock(tx, List.of(new ProductKey(business, RetailerId.productId(business, "a"))));
            CompletableFuture.runAsync(() -> database.run(
                            own -> ran.addAll(Statements.ran(own, () -> reservations.decide(own, batch, NOW)))))
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        });
        assertEquals(1, Statements.naming("for update", ran), ran::toString);
        assertEquals(2, confirmed("a"));
        assertEquals(3, shelf("a").reserved());
        assertEquals(List.of(), StockSums.differing(database, business));
    }

    @Test
    void aConfirmationAloneLocksNothingAndOneBeforeARelease() {
        put(List.of("a"), 5L);
        UUID order = reserved("a", 2);
        database.run(tx -> {
            List<String> ran = Statements.ran(
                    tx, () -> reservations.decide(tx, List.of(asked(new StockCommand.Confirm(business, order))), NOW));
            assertEquals(2, ran.size(), ran::toString);
            assertEquals(1, Statements.naming("set confirmed = true", ran), ran::toString);
        });
        assertEquals(1, confirmed("a"));
        assertEquals(2, shelf("a").reserved());
        UUID sentBack = reserved("a", 3);
        database.run(tx -> reservations.decide(
                tx,
                List.of(
                        asked(new StockCommand.Confirm(business, sentBack)),
                        asked(new StockCommand.Release(business, sentBack, true))),
                NOW));
        assertEquals(2, shelf("a").reserved());
        assertEquals(List.of(), StockSums.differing(database, business));
    }

    private UUID reserved(String name, int quantity) {
        UUID order = UUID.randomUUID();
        database.run(tx -> reservations.decide(
                tx, List.of(asked(new StockCommand.Reserve(business, order, List.of(line(name, quantity))))), NOW));
        return order;
    }

    private long confirmed(String name) {
        return database.read(tx -> tx.one(
                        "select count(*) as n from reservation where business_id = $1 and retailer_id = $2 and"
                                + " confirmed",
                        business,
                        name))
                .orElseThrow()
                .getLong("n");
    }

    private long overdue(Instant now) {
        return database.read(tx -> OverdueReservations.count(tx, now.minus(OverdueReservations.OVERDUE)));
    }

    private void batchOfOrders(List<String> some, Random random) {
        List<Reservations.Asked> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID order = UUID.randomUUID();
            List<LineUnits> lines =
                    some.subList(i, i + 3).stream().map(name -> line(name, 1)).toList();
            batch.add(asked(new StockCommand.Reserve(business, order, lines)));
            if (random.nextBoolean()) {
                batch.add(asked(new StockCommand.Release(business, order, true)));
            }
        }
        database.run(tx -> reservations.decide(tx, batch, NOW));
    }

    private void put(List<String> names, Long stock) {
        database.run(tx -> put(tx, names, stock));
    }

    private List<PutResult> put(Tx tx, List<String> names, Long stock) {
        ProductFacts facts = Facts.of("Tea " + stock);
        return products.put(
                tx,
                business,
                names.stream()
                        .map(name -> new ProductPut(name, facts, new StockGiven(stock), true, EditCheck.NONE))
                        .toList(),
                By.SYSTEM,
                NOW);
    }

    private Shelf shelf(String name) {
        return database.read(tx -> products.find(tx, business, name))
                .orElseThrow()
                .shelf();
    }

    private LineUnits line(String name, int quantity) {
        return new LineUnits(RetailerId.productId(business, name), name, ProductKind.GOODS, quantity);
    }

    private static Reservations.Asked asked(StockCommand command) {
        Event event = new Event(
                UUID.randomUUID(),
                "Test",
                "order.order.v1",
                command.orderId(),
                command.businessId(),
                1,
                0,
                null,
                null,
                NOW,
                null);
        return new Reservations.Asked(command, event);
    }
}
