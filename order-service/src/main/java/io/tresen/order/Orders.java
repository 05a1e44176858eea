package io.tresen.order;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Orders in the database. State, history and outbox are written in one transaction, whose first statement on an order locks
 * its row, so two changes of one order come one after the other. An order takes the use of its code when it is stored and
 * gives it back when it comes to nothing.
 */
@ApplicationScoped
public class Orders {

    private static final String CHANGE =
            """
            update orders set status_since = case when status = $4 then status_since else now() end, status = $4,
              payment_status = $5, pay_by = $6, cancelled_by = $7, stock_released = $8, payment_settled = $9,
              rejection_code = $10, rejected_retailer_ids = $11, attention_code = $12, attention_at = $13, version = $14,
              refunded_minor = $15
            where business_id = $1 and order_id = $2 and version = $3""";

    private final OrderEvents events;
    private final Discounts discounts;

    Orders(OrderEvents events, Discounts discounts) {
        this.events = events;
        this.discounts = discounts;
    }

    /** The next number for people: T and at least five characters of Crockford's base 32 (no I, L, O, U). */
    public String nextNumber(Tx tx) {
        return askNumber(tx).get();
    }

    /** As {@link #nextNumber}, not waited for yet. One that comes to nothing leaves a gap, as one that is rolled back does. */
    public Supplier<String> askNumber(Tx tx) {
        Asked next = tx.ask("select nextval('order_number') as n");
        return () -> OrderNumbers.of(next.one().orElseThrow().getLong("n"));
    }

    /** Somebody has this number by now, though the database does not know the order: the next ones are higher. */
    public void numberIsTaken(Tx tx, String orderNo) {
        tx.query(
                "select setval('order_number', greatest($1, (select last_value from order_number)))",
                OrderNumbers.parse(orderNo));
    }

    /** Stores a new order that somebody placed. @return false when there is one of this id already, and then nothing was done */
    public boolean insert(Tx tx, Outcome.Act placed, By by, Instant at, Event cause) {
        if (insertRow(tx, placed, null).changed() == 0) {
            return false;
        }
        insertRest(tx, placed, by, at, cause);
        return true;
    }

    /**
     * As {@link #insert}, of an id that was made for this order: its row is not waited for before the rest is sent.
     *
     * @param customer null for none
     * @throws RuntimeException when there is one of this id all the same, and then the transaction can only roll back
     */
    public void add(Tx tx, Outcome.Act placed, Customer customer, By by, Instant at) {
        Asked inserted = insertRow(tx, placed, customer);
        insertRest(tx, placed, by, at, null);
        if (inserted.changed() != 1) {
            throw new IllegalStateException(
                    "There is an order " + placed.order().id() + " already");
        }
    }

    private static Asked insertRow(Tx tx, Outcome.Act placed, Customer customer) {
        Order order = placed.order();
        OrderFacts facts = order.facts();
        return tx.ask(
                """
                insert into orders (business_id, order_id, order_no, shopper_id, conversation_id, checkout_number, currency,
                  total_minor, subtotal_minor, shipping_minor, tax_minor, tax_included_minor, discount_minor,
                  discount_code, rules_version, taxes, receipt_key_hash, payment_method, pay_within_s, placed_at, status,
                  status_since, payment_status, version, customer)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                  now(), $22, $23, $24)
                on conflict (order_id) do nothing""",
                facts.businessId(),
                facts.id(),
                facts.orderNo(),
                facts.shopperId(),
                facts.conversationId(),
                facts.checkoutNumber(),
                facts.total().currency(),
                facts.total().amountMinor(),
                facts.amounts().subtotalMinor(),
                facts.amounts().shippingMinor(),
                facts.amounts().taxMinor(),
                facts.amounts().taxIncludedMinor(),
                facts.amounts().discountMinor(),
                facts.discountCode(),
                facts.rulesVersion(),
                OrderRows.taxes(facts.amounts().taxes()),
                receiptKeyHash(placed.events()),
                OrderRows.lower(facts.paymentMethod()),
                facts.payWithinS(),
                Times.utc(facts.placedAt()),
                order.status().word(),
                OrderRows.lower(order.paymentStatus()),
                order.version(),
                OrderRows.json(customer));
    }

    private void insertRest(Tx tx, Outcome.Act placed, By by, Instant at, Event cause) {
        Order order = placed.order();
        OrderParts.insertLines(tx, order);
        if (order.facts().discountCode() != null) {
            discounts.take(tx, order.facts(), at, cause);
        }
        OrderHistory.begin(tx, order, placed.events(), by, at);
        events.publish(tx, order, placed.events(), at, cause);
    }

    private static Buffer receiptKeyHash(List<OrderEvent> events) {
        return events.stream()
                .filter(OrderEvent.OrderPlaced.class::isInstance)
                .map(event -> ReceiptKeys.hash(((OrderEvent.OrderPlaced) event).receiptKey()))
                .findFirst()
                .orElse(null);
    }

    /** The order, its row locked until the transaction ends. */
    public Optional<Order> lock(Tx tx, UUID businessId, UUID orderId) {
        return load(tx, businessId, orderId, " for update");
    }

    /** The order as it stands. */
    public Optional<Order> find(Tx tx, UUID businessId, UUID orderId) {
        return load(tx, businessId, orderId, "");
    }

    private static Optional<Order> load(Tx tx, UUID businessId, UUID orderId, String lock) {
        Asked order =
                tx.ask("select * from orders where business_id = $1 and order_id = $2" + lock, businessId, orderId);
        // asked behind the lock, so that they are read under it
        Asked lines = OrderParts.askLines(tx, businessId, orderId);
        return order.one().map(row -> whole(tx, row, lines));
    }

    /** Where the order stands. */
    public Optional<OrderStatus> status(Tx tx, UUID businessId, UUID orderId) {
        return tx.one("select status from orders where business_id = $1 and order_id = $2", businessId, orderId)
                .map(OrderRows::status);
    }

    /** True when an order has this id, whoever's it is. */
    public boolean exists(Tx tx, UUID orderId) {
        return tx.one("select 1 from orders where order_id = $1", orderId).isPresent();
    }

    /**
     * Orders whose time to pay is over, their rows locked; those that another replica holds are left to it.
     *
     * @param now business time
     */
    public List<Order> lockDue(Tx tx, Instant now, int limit) {
        return tx
                .list(
                        """
                        select * from orders where status = 'awaiting_payment' and pay_by <= $1
                        order by pay_by limit $2 for update skip locked""",
                        Times.utc(now),
                        limit)
                .stream()
                .map(row ->
                        whole(tx, row, OrderParts.askLines(tx, row.getUUID("business_id"), row.getUUID("order_id"))))
                .toList();
    }

    /** Shipments are asked for where there may be some, which most changes come before. */
    private static Order whole(Tx tx, Row row, Asked lines) {
        boolean shipped = OrderRows.status(row).mayHaveShipments();
        return OrderRows.order(
                row,
                OrderParts.lines(lines),
                shipped ? OrderParts.shipments(tx, row.getUUID("business_id"), row.getUUID("order_id")) : List.of());
    }

    /**
     * Stores a change of a locked order, which somebody made, and tells it.
     *
     * @return place of the last told event in the order's history; 0 when none was told
     */
    public int save(Tx tx, Order before, Outcome.Act act, By by, Instant at, Event cause) {
        Order after = act.order();
        Asked changed = tx.ask(CHANGE, OrderRows.changing(after, before.version()));
        OrderParts.saveLines(tx, before, after);
        OrderParts.saveShipments(tx, before, after);
        if (after.facts().discountCode() != null && after.isUndone() && !before.isUndone()) {
            discounts.giveBack(tx, after.facts(), at, cause);
        }
        int sequence = tell(tx, after, act.events(), by, at, cause);
        if (changed.changed() != 1) {
            throw new IllegalStateException("Order " + after.id() + " was saved without its lock");
        }
        return sequence;
    }

    /** Tells something about a locked order that did not change it: a refusal. */
    public void note(Tx tx, Order order, OrderEvent.Told event, By by, Instant at, Event cause) {
        tell(tx, order, List.of(event), by, at, cause);
    }

    private int tell(Tx tx, Order order, List<OrderEvent> told, By by, Instant at, Event cause) {
        Asked last = OrderHistory.goOn(tx, order, told, by, at);
        events.publish(tx, order, told, at, cause);
        return last == null ? 0 : last.one().orElseThrow().getInteger("sequence");
    }
}
