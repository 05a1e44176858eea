package io.tresen.order;

import static io.tresen.engines.Statements.ran;
import static io.tresen.order.Samples.BERLIN;
import static io.tresen.order.Samples.goods;
import static io.tresen.order.Samples.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.costs.Costs;
import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Orders in a real PostgreSQL. */
@QuarkusTest
class OrdersIT extends OnEngines {

    /** Far ahead, so that the service's own timer leaves these orders alone. */
    private static final Instant AHEAD =
            Instant.now().plus(3_650, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Database database;

    @Inject
    Orders orders;

    @Inject
    OrderDossiers dossiers;

    @Inject
    DeliveryAddresses addresses;

    @Inject
    ProcessAges ages;

    @Test
    void an_order_comes_back_as_it_was_saved_in_every_state() {
        for (OrderStatus status : OrderStatus.values()) {
            Order sample = Samples.in(status, status == OrderStatus.EXPIRED ? PaymentMethod.CARD : PaymentMethod.COD);
            if (status == OrderStatus.AWAITING_PAYMENT) {
                sample = Samples.in(status, PaymentMethod.CARD);
            }
            Order placed = placed(PaymentMethod.CARD);
            Order there = new Order(
                    placed.facts(),
                    sample.lines(),
                    sample.shipments(),
                    sample.state() instanceof AwaitingPayment ? new AwaitingPayment(AHEAD) : sample.state(),
                    sample.paymentStatus(),
                    700,
                    new Attention(Attention.PAYMENT_HELD, AHEAD),
                    2);
            database.run(tx -> orders.save(
                    tx,
                    lock(tx, placed),
                    new Outcome.Act(there, List.of(new OrderEvent.OrderExpired())),
                    By.SYSTEM,
                    AHEAD,
                    null));
            assertEquals(
                    there,
                    database.read(tx -> orders.find(tx, shop, placed.id())).orElseThrow());
        }
    }

    @Test
    void shipments_are_asked_for_where_there_may_be_some() {
        Order order = confirmed();
        database.run(tx -> {
            List<String> ran = ran(tx, () -> lock(tx, order));
            assertEquals(2, ran.size(), ran::toString);
        });
        database.run(tx -> change(tx, order, it -> it.state().ship(it, Samples.parcel(Samples.PARCEL))));
        database.run(tx -> {
            List<String> ran =
                    ran(tx, () -> assertEquals(1, lock(tx, order).shipments().size()));
            assertEquals(3, ran.size(), ran::toString);
        });
    }

    @Test
    void a_number_that_somebody_was_told_before_a_restore_is_not_given_again() {
        String next = database.<String>inTransaction(orders::nextNumber);
        long far = OrderNumbers.parse(next) + 1_000;
        database.run(tx -> orders.numberIsTaken(tx, OrderNumbers.of(far)));
        database.run(tx -> orders.numberIsTaken(tx, OrderNumbers.of(far - 500)));
        assertEquals(OrderNumbers.of(far + 1), database.<String>inTransaction(orders::nextNumber));
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        Order order = placed(PaymentMethod.CARD);
        UUID stranger = UUID.randomUUID();
        assertTrue(database.inTransaction(tx -> orders.lock(tx, stranger, order.id()))
                .isEmpty());
        assertTrue(database.read(tx -> orders.find(tx, stranger, order.id())).isEmpty());
        assertTrue(database.read(tx -> dossiers.find(tx, stranger, order.id())).isEmpty());
        assertTrue(
                database.read(tx -> addresses.current(tx, stranger, order.id())).isEmpty());
    }

    @Test
    void an_id_is_taken_once_and_numbers_never_repeat() {
        Order order = placed(PaymentMethod.CARD);
        Outcome.Act again = new Outcome.Act(order, List.of(new OrderEvent.OrderPlaced("key")));
        boolean inserted = database.inTransaction(tx -> orders.insert(tx, again, By.SYSTEM, AHEAD, null));
        assertFalse(inserted);
        assertEquals(
                1,
                database.read(tx -> dossiers.find(tx, shop, order.id()))
                        .orElseThrow()
                        .history()
                        .size());
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertTrue(numbers.add(database.inTransaction(orders::nextNumber)));
        }
    }

    @Test
    void an_order_that_is_added_over_one_of_its_id_fails_and_changes_nothing() {
        Order order = placed(PaymentMethod.CARD);
        long pending = outboxKey(order.id());
        Order there = database.read(tx -> orders.find(tx, shop, order.id())).orElseThrow();
        Outcome.Act again = new Outcome.Act(order, List.of(new OrderEvent.OrderPlaced("key")));
        assertThrows(RuntimeException.class, () -> database.run(tx -> orders.add(tx, again, null, By.SYSTEM, AHEAD)));
        OrderDossier dossier =
                database.read(tx -> dossiers.find(tx, shop, order.id())).orElseThrow();
        assertEquals(there, dossier.order());
        assertEquals(1, dossier.history().size());
        assertEquals(pending, outboxKey(order.id()));
    }

    @Test
    void the_history_of_an_order_that_was_added_begins_at_one_and_goes_on() {
        UUID id = Ids.v7();
        Customer customer = new Customer("Ada", "ada@example.com", null);
        database.run(tx -> orders.add(
                tx, toPlace(tx, id, PaymentMethod.CARD, AHEAD, goods("mug", 2)), customer, By.SYSTEM, AHEAD));
        database.run(tx -> {
            Order locked = orders.lock(tx, shop, id).orElseThrow();
            orders.save(
                    tx, locked, (Outcome.Act) locked.state().cancel(locked, Actor.SHOP, null), By.SYSTEM, AHEAD, null);
        });
        OrderDossier dossier = database.read(tx -> dossiers.find(tx, shop, id)).orElseThrow();
        assertEquals(customer, dossier.customer());
        assertEquals(
                List.of("1 OrderPlaced", "2 OrderCancelled"),
                dossier.history().stream()
                        .map(entry -> entry.sequence() + " " + entry.event())
                        .toList());
    }

    @Test
    void what_rolls_back_leaves_neither_state_nor_history_nor_event() {
        Order order = placed(PaymentMethod.CARD);
        long pending = outboxKey(order.id());
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    Order locked = lock(tx, order);
                    orders.save(
                            tx,
                            locked,
                            (Outcome.Act) locked.state().cancel(locked, Actor.SHOP, null),
                            By.SYSTEM,
                            AHEAD,
                            null);
                    throw new IllegalStateException("the transaction fails");
                }));
        OrderDossier dossier =
                database.read(tx -> dossiers.find(tx, shop, order.id())).orElseThrow();
        assertEquals(OrderStatus.PLACED, dossier.order().status());
        assertEquals(1, dossier.history().size());
        assertEquals(pending, outboxKey(order.id()));
    }

    @Test
    void a_save_of_an_outdated_order_is_refused() {
        Order order = placed(PaymentMethod.CARD);
        database.run(tx -> change(tx, order, it -> it.state().correctAddress(it, Actor.SHOP)));
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> orders.save(
                        tx,
                        order,
                        (Outcome.Act) order.state().cancel(order, Actor.SHOP, null),
                        By.SYSTEM,
                        AHEAD,
                        null)));
    }

    @Test
    void of_an_address_and_a_parcel_at_the_same_moment_the_address_is_first_or_refused() throws Exception {
        for (int i = 0; i < 25; i++) {
            Order order = confirmed();
            List<Outcome> outcomes = atOnce(
                    () -> database.inTransaction(
                            tx -> change(tx, order, it -> it.state().correctAddress(it, Actor.SHOPPER))),
                    () -> database.inTransaction(
                            tx -> change(tx, order, it -> it.state().ship(it, Samples.parcel(UUID.randomUUID())))));
            assertInstanceOf(Outcome.Act.class, outcomes.get(1));
            boolean corrected = outcomes.get(0) instanceof Outcome.Act;
            List<String> history =
                    database.read(tx -> dossiers.find(tx, shop, order.id())).orElseThrow().history().stream()
                            .map(OrderDossier.Entry::event)
                            .toList();
            int shipped = history.indexOf("OrderShipped");
            assertEquals(corrected ? shipped - 1 : -1, history.indexOf("DeliveryAddressCorrected"), history.toString());
        }
    }

    @Test
    void due_orders_are_shared_out_between_replicas_and_each_is_taken_once() throws Exception {
        Set<UUID> due = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            Order order = placed(PaymentMethod.CARD);
            database.run(tx -> change(tx, order, it -> it.in(new AwaitingPayment(AHEAD.plusSeconds(10)))
                    .telling()));
            due.add(order.id());
        }
        Instant later = AHEAD.plusSeconds(10);
        assertTrue(database.inTransaction(tx -> orders.lockDue(tx, AHEAD.plusMillis(9_999), 100)).stream()
                .noneMatch(order -> due.contains(order.id())));
        Callable<Outcome> replica = () -> database.inTransaction(tx -> {
            List<OrderEvent> none = List.of();
            List<Order> mine = orders.lockDue(tx, later, 20);
            mine.forEach(order -> orders.save(
                    tx, order, (Outcome.Act) order.state().deadlinePassed(order, later), By.SYSTEM, later, null));
            return new Outcome.Act(null, none);
        });
        for (int i = 0; i < 3; i++) {
            atOnce(replica, replica, replica);
        }
        for (UUID id : due) {
            OrderDossier dossier =
                    database.read(tx -> dossiers.find(tx, shop, id)).orElseThrow();
            assertEquals(OrderStatus.EXPIRED, dossier.order().status());
            assertEquals(2, dossier.history().size());
        }
    }

    @Test
    void a_list_goes_on_where_it_stopped_while_orders_are_placed() {
        List<UUID> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            before.add(0, placedAt(AHEAD.plusSeconds(i / 2)).id());
        }
        List<UUID> seen = new ArrayList<>();
        OrderDossier last = null;
        while (true) {
            OrderDossier from = last;
            List<OrderDossier> page = database.read(tx -> dossiers.page(
                    tx,
                    shop,
                    null,
                    null,
                    from == null ? null : from.order().facts().placedAt(),
                    from == null ? null : from.order().id(),
                    2));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(it -> seen.add(it.order().id()));
            last = page.get(page.size() - 1);
            placedAt(AHEAD.plusSeconds(100));
        }
        assertEquals(before.size(), new HashSet<>(seen).size());
        assertEquals(new HashSet<>(before), new HashSet<>(seen));
        assertEquals(seen.size(), new HashSet<>(seen).size());
    }

    @Test
    void the_ages_of_waiting_orders_can_be_read() {
        placed(PaymentMethod.CARD);
        ProcessAges.Age placed = database.read(ages::read).get(OrderStatus.PLACED);
        assertTrue(placed.orders() > 0 && placed.oldestS() >= 0);
    }

    @Test
    void what_waits_for_a_person_is_counted_by_its_code_and_by_an_index() {
        Order order = placed(PaymentMethod.CARD);
        database.run(tx -> {
            long before = ages.attention(tx).getOrDefault(Attention.REFUND_FAILED, 0L);
            tx.update("update orders set attention_code = $2 where order_id = $1", order.id(), Attention.REFUND_FAILED);
            assertEquals(before + 1, ages.attention(tx).get(Attention.REFUND_FAILED));
            tx.update("update orders set attention_code = null where order_id = $1", order.id());
            assertEquals(before, ages.attention(tx).getOrDefault(Attention.REFUND_FAILED, 0L));
            tx.update("set local enable_seqscan = off");
            String plan = tx.list("explain select count(*) from orders where attention_code is not null").stream()
                    .map(row -> row.getString(0))
                    .collect(Collectors.joining());
            assertTrue(plan.contains("orders_attention"), plan);
        });
    }

    private Order placed(PaymentMethod method) {
        return place(method, AHEAD, goods("mug", 2));
    }

    private Order placedAt(Instant at) {
        return place(PaymentMethod.CARD, at, service("haircut", 1));
    }

    private Order place(PaymentMethod method, Instant at, OrderLine line) {
        return database.inTransaction(tx -> {
            Outcome.Act act = toPlace(tx, Ids.v7(), method, at, line);
            assertTrue(orders.insert(tx, act, By.SYSTEM, at, null));
            addresses.add(tx, shop, act.order().id(), 1, BERLIN, at);
            return act.order();
        });
    }

    private Outcome.Act toPlace(Tx tx, UUID id, PaymentMethod method, Instant at, OrderLine line) {
        OrderDraft draft = new OrderDraft(shop, null, List.of(), method, BERLIN, null, 1_800, null, false);
        Money total = new Money(line.unitPriceMinor() * line.quantity(), "EUR");
        Placing.Accepted accepted =
                new Placing.Accepted(List.of(line), total, new Costs(total.amountMinor(), 0, 0, 0, 0, List.of()), null);
        return OrderRules.placed(id, orders.nextNumber(tx), "key", draft, null, null, accepted, at);
    }

    private Order confirmed() {
        Order order = placed(PaymentMethod.COD);
        database.run(tx -> change(tx, order, it -> it.state().stockReserved(it, AHEAD)));
        return database.read(tx -> orders.find(tx, shop, order.id())).orElseThrow();
    }

    private Order lock(Tx tx, Order order) {
        return orders.lock(tx, shop, order.id()).orElseThrow();
    }

    private Outcome change(Tx tx, Order order, java.util.function.Function<Order, Outcome> transition) {
        Order locked = lock(tx, order);
        Outcome outcome = transition.apply(locked);
        if (outcome instanceof Outcome.Act act) {
            orders.save(tx, locked, act, By.SYSTEM, AHEAD, null);
        }
        return outcome;
    }

    private long outboxKey(UUID order) {
        return database.read(tx -> tx.one("select last_sequence from outbox_key where key = $1", order))
                .orElseThrow()
                .getLong("last_sequence");
    }

    @SafeVarargs
    private static List<Outcome> atOnce(Callable<Outcome>... calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.length);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Outcome>> futures = new ArrayList<>();
        for (Callable<Outcome> call : calls) {
            futures.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : futures) {
            outcomes.add(future.get());
        }
        threads.shutdown();
        return outcomes;
    }
}
