package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.chat.timer.OrdersOfNobody;
import io.tresen.contracts.Topics;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a program orders by REST for no shopper is asked for by nobody: the copies of orders and payments do without it. */
@QuarkusTest
class OrdersOfNobodyIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Talker NOBODY = new Talker(null, null, null, null);

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    OrderCopies copies;

    @Inject
    OrdersOfNobody timer;

    @Test
    void whatHasNoShopperIsNotKept() {
        Api shop = Api.register("en");
        OrderTold order = toTheEnd(OrderTold.of(neighbours, shop, NOBODY));
        order.allAgain();
        awaitRead();
        assertEquals(0, rows("order_copy", order));
        assertEquals(0, rows("payment_copy", order));
        assertEquals(0, letters(order));
    }

    /** Nor are its links, which only a conversation is shown; what was read of it is counted all the same, and it is a sale. */
    @Test
    void whatIsInNoConversationIsReadAndHasNoEffectButTheSale() {
        Api shop = Api.register("en");
        OrderTold nobodys = toTheEnd(OrderTold.of(neighbours, shop, NOBODY));
        OrderTold adas = toTheEnd(OrderTold.of(neighbours, shop, shop.shopper()));
        awaitRead("chat.order-notices", "chat.payment-notices");
        for (String table : List.of("order_parts", "receipt_link", "payment_link")) {
            assertEquals(1, rows(table, adas), table);
            assertEquals(0, rows(table, nobodys), table);
        }
        for (OrderTold order : List.of(nobodys, adas)) {
            assertEquals(
                    List.of(5L, 3L), List.of(last("chat.order-notices", order), last("chat.payment-notices", order)));
            assertEquals(0, letters(order));
        }
    }

    @Test
    void aProgramsFirstOrderIsTheFirstSale() {
        Api shop = Api.register("en");
        toTheEnd(OrderTold.of(neighbours, shop, NOBODY));
        awaitRead("chat.order-notices", "chat.payment-notices");
        assertEquals(1, sales(shop));
    }

    @Test
    void aShoppersOrderIsKeptThoughItIsInNoConversation() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        OrderTold order = toTheEnd(OrderTold.of(neighbours, shop, new Talker(null, ada.shopperId(), null, null)));
        awaitRead();
        assertEquals(1, rows("order_copy", order));
        assertEquals(1, rows("payment_copy", order));
    }

    /** As after the version that kept them all: what is left of it goes by a rebuild. */
    @Test
    void aRebuiltCopyHasAsLittleOfThem() {
        Api shop = Api.register("en");
        OrderTold nobodys = toTheEnd(OrderTold.of(neighbours, shop, NOBODY));
        OrderTold adas = toTheEnd(OrderTold.of(neighbours, shop, shop.shopper()));
        awaitRead();
        database.inTransaction(tx -> tx.update(
                "insert into payment_copy (order_id, business_id, status, sequence) values ($1, $2, 'paid', 3)",
                nobodys.orderId,
                shop.businessId()));
        for (String copy : List.of("chat.orders", "chat.payments")) {
            rebuild(copy);
        }
        assertEquals(1, rows("order_copy", adas));
        assertEquals(1, rows("payment_copy", adas));
        assertEquals(0, rows("order_copy", nobodys));
        assertEquals(0, rows("payment_copy", nobodys));
    }

    /** What the version before wrote when it kept them all, and what it is writing at this moment: an order's row, or a payment's. */
    @Test
    void whatTheVersionBeforeKeptOfThemIsDeletedByAndBy() {
        Api shop = Api.register("en");
        OrderTold adas = toTheEnd(OrderTold.of(neighbours, shop, shop.shopper()));
        awaitRead();
        OrderTold nobodys = keptBefore(shop);
        OrderTold unpaid = keptBefore(shop);
        OrderTold written = keptBefore(shop);
        OrderTold paying = keptBefore(shop);
        database.inTransaction(tx -> tx.update("delete from payment_copy where order_id = $1", unpaid.orderId));
        database.run(old -> {
            old.update("update order_copy set status = 'confirmed' where order_id = $1", written.orderId);
            old.update("update payment_copy set status = 'paid' where order_id = $1", paying.orderId);
            CompletableFuture.runAsync(timer::drop)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        });
        assertEquals(List.of(0L, 0L), List.of(rows("order_copy", nobodys), rows("payment_copy", nobodys)));
        assertEquals(List.of(0L, 0L), List.of(rows("order_copy", unpaid), rows("payment_copy", unpaid)));
        assertEquals(List.of(1L, 1L), List.of(rows("order_copy", written), rows("payment_copy", written)));
        assertEquals(List.of(1L, 1L), List.of(rows("order_copy", paying), rows("payment_copy", paying)));
        timer.drop();
        assertEquals(List.of(0L, 0L), List.of(rows("order_copy", written), rows("payment_copy", written)));
        assertEquals(List.of(0L, 0L), List.of(rows("order_copy", paying), rows("payment_copy", paying)));
        assertEquals(List.of(1L, 1L), List.of(rows("order_copy", adas), rows("payment_copy", adas)));
    }

    @Test
    void noTransactionDeletesMoreOfThemThanItIsToldThoughTheyAreOfSeveralShops() {
        List<OrderTold> kept = Stream.of(Api.register("en"), Api.register("en"), Api.register("en"))
                .flatMap(shop -> Stream.of(keptBefore(shop), keptBefore(shop)))
                .toList();
        assertEquals(3, dropped(3));
        assertEquals(
                3,
                kept.stream()
                        .filter(order -> rows("order_copy", order) == 1 && rows("payment_copy", order) == 1)
                        .count());
        timer.drop();
        kept.forEach(order -> assertEquals(0, rows("order_copy", order) + rows("payment_copy", order)));
        assertEquals(0, dropped(3));
    }

    private int dropped(int most) {
        return database.inTransaction(tx -> copies.dropNobodys(tx, most));
    }

    private OrderTold keptBefore(Api shop) {
        OrderTold order = OrderTold.of(neighbours, shop, NOBODY);
        database.run(tx -> {
            tx.update(
                    "insert into order_copy (order_id, business_id, order_no, status, placed_at, sequence)"
                            + " values ($1, $2, 'T00001', 'placed', now(), 1)",
                    order.orderId,
                    shop.businessId());
            tx.update(
                    "insert into payment_copy (order_id, business_id, status, sequence) values ($1, $2, 'paid', 1)",
                    order.orderId,
                    shop.businessId());
        });
        return order;
    }

    private static OrderTold toTheEnd(OrderTold order) {
        UUID shipment = Ids.v7();
        return order.placedInParts(450, 0, 0, 0, "receipt-key")
                .awaitingPayment(450)
                .payable(450, 1)
                .paymentFailed(450)
                .paid(450, false)
                .confirmed(450)
                .shipped(shipment)
                .delivered(shipment);
    }

    private static void awaitRead() {
        awaitRead("chat.orders", "chat.payments");
    }

    private static void awaitRead(String ofOrders, String ofPayments) {
        await().atMost(PATIENCE).until(() -> TestTopics.isRead(Topics.ORDER_ORDER.name(), ofOrders));
        await().atMost(PATIENCE).until(() -> TestTopics.isRead(Topics.PAYMENT_PAYMENT.name(), ofPayments));
    }

    private long last(String consumer, OrderTold order) {
        return count(
                "select last_sequence as n from inbox_key where consumer = $1 and key = $2 and parked_because is null",
                consumer,
                order.orderId);
    }

    private long sales(Api shop) {
        return count(
                "select count(*) as n from business_milestone where business_id = $1 and milestone = 'first_sale'",
                shop.businessId());
    }

    private long rows(String table, OrderTold order) {
        return count("select count(*) as n from " + table + " where order_id = $1", order.orderId);
    }

    private long letters(OrderTold order) {
        return count("select count(*) as n from dead_letter where key = $1", order.orderId);
    }

    private long count(String sql, Object... parameters) {
        return database.read(tx -> tx.one(sql, parameters)).orElseThrow().getLong("n");
    }

    private void rebuild(String copy) {
        long id = count("insert into operator_command (kind, target) values ('rebuild', $1) returning id as n", copy);
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) as n from operator_command where id = $1 and state = 'done'", id) == 1);
    }
}
