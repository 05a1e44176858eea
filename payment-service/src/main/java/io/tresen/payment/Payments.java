package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tables payment_order, payment and refund. Whoever changes anything locks the order's row first; what is saved is the
 * difference between what was locked and what the rules made of it.
 */
@ApplicationScoped
public class Payments {

    private static final int FIRST_LOOK_S = 1;

    /** Fewer than lock the wallet. */
    private static final int WRONG_PINS = 4;

    private static final int WAITING_LOOK_S = 3;

    private static final String REFUNDS =
            """
            select * from refund where business_id = $1 and order_id = $2 order by requested_at, payment_id, n""";

    /** An order with its attempts, a row each. */
    private static final String WITH_ATTEMPTS =
            """
            select o.*, p.payment_id, p.attempt, p.state, p.code, p.redirect_url, p.taken_minor, p.taken_currency, p.late,
              p.refund_count, p.provider_ref, p.attention_code, p.attention_at, p.fee_minor, p.fee_rule,
              coalesce(p.method, o.method) as paid_with
            from payment_order o join payment p using (business_id, order_id)
            where\s""";

    private static final String OF_ORDER = "o.business_id = $1 and o.order_id = $2";
    private static final String OF_PAY_TOKEN = "o.pay_token = $1";

    private final long leaseS;

    Payments(@ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.leaseS = lease.toSeconds();
    }

    /** The order's payments, locked until the transaction ends. */
    public Optional<OrderPayments> lock(Tx tx, OrderKey key) {
        return lock(tx, OF_ORDER, key.businessId(), key.orderId());
    }

    /** The payments of the order of this pay page, locked until the transaction ends. */
    Optional<OrderPayments> lockOfPayToken(Tx tx, String payToken) {
        return lock(tx, OF_PAY_TOKEN, payToken);
    }

    private static Optional<OrderPayments> lock(Tx tx, String which, Object... of) {
        tx.send("select 1 from payment_order o where " + which + " for update", of);
        // asked behind the lock, so that all is read under it
        return find(tx, which, of);
    }

    /** The order's payments, for reading. */
    public Optional<OrderPayments> find(Tx tx, OrderKey key) {
        return find(tx, OF_ORDER, key.businessId(), key.orderId());
    }

    /** The payments of the order that this payment belongs to, for reading. */
    public Optional<OrderPayments> findOfPayment(Tx tx, UUID businessId, UUID paymentId) {
        return find(
                tx,
                "o.business_id = $1 and o.order_id ="
                        + " (select order_id from payment where business_id = $1 and payment_id = $2)",
                businessId,
                paymentId);
    }

    /** The order of this pay page with its payments, for reading. */
    Optional<OrderPayments> orderOfPayToken(Tx tx, String payToken) {
        return find(tx, OF_PAY_TOKEN, payToken);
    }

    /** By one statement, which is a commit where it stands alone; by another only where money was to go back. */
    private static Optional<OrderPayments> find(Tx tx, String which, Object... of) {
        List<Row> attempts = tx.list(WITH_ATTEMPTS + which, of);
        boolean refunded = attempts.stream().anyMatch(row -> row.getInteger("refund_count") > 0);
        return held(
                attempts,
                refunded
                        ? tx.list(
                                REFUNDS,
                                attempts.get(0).getUUID("business_id"),
                                attempts.get(0).getUUID("order_id"))
                        : List.of());
    }

    private static Optional<OrderPayments> held(List<Row> attempts, List<Row> refunds) {
        return attempts.stream()
                .findFirst()
                .map(order -> new OrderPayments(
                        PaymentRows.order(order),
                        attempts.stream().map(PaymentRows::payment).toList(),
                        refunds.stream().map(PaymentRows::refund).toList()));
    }

    /** @return false when this page has had its wrong PINs */
    boolean takesPins(Tx tx, OrderKey key) {
        return tx.one(
                        "select 1 from payment_order where business_id = $1 and order_id = $2 and wrong_pins < $3",
                        key.businessId(),
                        key.orderId(),
                        WRONG_PINS)
                .isPresent();
    }

    void countWrongPin(Tx tx, OrderKey key) {
        tx.send(
                "update payment_order set wrong_pins = wrong_pins + 1 where business_id = $1 and order_id = $2",
                key.businessId(),
                key.orderId());
    }

    /** The place in a trace that asked for the order's payments; empty where tracing was off then. */
    public Optional<String> traceparent(Tx tx, OrderKey key) {
        return tx.one(
                        "select traceparent from payment_order where business_id = $1 and order_id = $2",
                        key.businessId(),
                        key.orderId())
                .map(row -> row.getString("traceparent"));
    }

    /** The order that a payment of this business belongs to. */
    public Optional<OrderKey> ofPayment(Tx tx, UUID businessId, UUID paymentId) {
        return tx.one("select order_id from payment where business_id = $1 and payment_id = $2", businessId, paymentId)
                .map(row -> new OrderKey(businessId, row.getUUID("order_id")));
    }

    /**
     * Stores a new order's payments; false when another transaction was first.
     *
     * @param traceparent the place in a trace that asked for them, or null
     */
    boolean insert(Tx tx, OrderPayments next, String traceparent) {
        PaymentOrder order = next.order();
        int rows = tx.update(
                """
                insert into payment_order (business_id, order_id, order_no, shopper_id, conversation_id, method,
                  amount_minor, currency, pay_token, pay_by, tax_minor, shipping_minor, discount_minor, traceparent)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing""",
                order.businessId(),
                order.orderId(),
                order.orderNo(),
                order.shopperId(),
                order.conversationId(),
                order.method().word(),
                order.amount().amountMinor(),
                order.amount().currency(),
                order.payToken(),
                PaymentRows.time(order.payBy()),
                order.parts().taxMinor(),
                order.parts().shippingMinor(),
                order.parts().discountMinor(),
                traceparent);
        if (rows == 1) {
            next.payments().forEach(payment -> save(tx, order, payment));
        }
        return rows == 1;
    }

    /** Stores what changed. @return whether something of it is due at once */
    boolean save(Tx tx, OrderPayments before, OrderPayments after) {
        PaymentOrder order = after.order();
        after.payments().stream()
                .filter(payment -> !before.payments().contains(payment))
                .forEach(payment -> save(tx, order, payment));
        List<Refund> refunds = after.refunds().stream()
                .filter(refund -> !before.refunds().contains(refund))
                .toList();
        refunds.forEach(refund -> save(tx, order, refund));
        boolean failed = refunds.stream().anyMatch(refund -> refund.state() == RefundState.FAILED);
        if (failed || !order.equals(before.order())) {
            save(tx, order, failed ? RefundRules.pause(after) : Optional.empty());
        }
        boolean closing = after.payments().stream()
                .anyMatch(payment -> payment.state().isInFlight()
                        && PaymentRules.isUnwanted(after, payment)
                        && !PaymentRules.isUnwanted(before, payment));
        if (closing) {
            tx.send(
                    """
                    update payment set due_at = now() where business_id = $1 and order_id = $2
                      and state in ('confirming', 'waiting', 'unknown') and provider_ref is not null""",
                    order.businessId(),
                    order.orderId());
        }
        return closing || refunds.stream().anyMatch(refund -> refund.state() == RefundState.REQUESTED);
    }

    private static void save(Tx tx, PaymentOrder order, Optional<Duration> repeatIn) {
        tx.send(
                """
                update payment_order set withdrawn = $3, collection_open = $4, refund_wanted = $5,
                  all_asked = $6, due_at = now() + $7 * interval '1 second'
                where business_id = $1 and order_id = $2""",
                order.businessId(),
                order.orderId(),
                order.withdrawn(),
                order.collectionOpen(),
                order.refundWanted() == null ? null : order.refundWanted().name(),
                order.allAsked(),
                repeatIn.map(pause -> (double) pause.toSeconds()).orElse(null));
    }

    private void save(Tx tx, PaymentOrder order, Payment payment) {
        PaymentState state = payment.state();
        tx.send(
                """
                insert into payment (business_id, payment_id, order_id, attempt, state, code, redirect_url, taken_minor,
                  taken_currency, late, refund_count, provider_ref, attention_code, attention_at, claimed_at,
                  unknown_since, due_at, method, fee_minor, fee_rule)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                  case when $5 = 'confirming' then now() end, case when $5 = 'unknown' then now() end,
                  now() + $15 * interval '1 second', $16, $17, $18)
                on conflict (business_id, payment_id) do update set state = excluded.state, method = excluded.method,
                  code = excluded.code, redirect_url = excluded.redirect_url, taken_minor = excluded.taken_minor,
                  taken_currency = excluded.taken_currency, late = excluded.late,
                  refund_count = excluded.refund_count, provider_ref = excluded.provider_ref,
                  attention_code = excluded.attention_code, attention_at = excluded.attention_at,
                  fee_minor = excluded.fee_minor, fee_rule = excluded.fee_rule,
                  claimed_at = coalesce(payment.claimed_at, excluded.claimed_at),
                  unknown_since = case when excluded.state = 'unknown' then coalesce(payment.unknown_since, now()) end,
                  due_at = case when payment.state = excluded.state then payment.due_at else excluded.due_at end,
                  tries = case when payment.state = excluded.state then payment.tries else 0 end""",
                order.businessId(),
                payment.id(),
                order.orderId(),
                payment.attempt(),
                PaymentRows.word(state),
                PaymentRows.code(state),
                state instanceof Waiting waiting ? waiting.redirectUrl() : null,
                state.taken() == null ? null : state.taken().amountMinor(),
                state.taken() == null ? null : state.taken().currency(),
                state instanceof Captured captured && captured.late(),
                payment.refundCount(),
                payment.providerRef(),
                payment.attention() == null ? null : payment.attention().code(),
                payment.attention() == null
                        ? null
                        : PaymentRows.time(payment.attention().at()),
                lookIn(state),
                payment.method().word(),
                payment.fee().amountMinor(),
                payment.fee().rule());
    }

    /** Seconds until the janitor looks at it; null when there is nothing to find out. */
    private Double lookIn(PaymentState state) {
        if (state instanceof Confirming) {
            return (double) leaseS;
        }
        if (state instanceof Unknown) {
            return (double) FIRST_LOOK_S;
        }
        return state instanceof Waiting ? (double) WAITING_LOOK_S : null;
    }

    private static void save(Tx tx, PaymentOrder order, Refund refund) {
        Double lookIn =
                switch (refund.state()) {
                    case REQUESTED -> 0.0;
                    case UNKNOWN -> (double) FIRST_LOOK_S;
                    case PENDING -> (double) WAITING_LOOK_S;
                    case WAITING, SUCCEEDED, FAILED -> null;
                };
        tx.send(
                """
                insert into refund (business_id, refund_id, order_id, payment_id, n, amount_minor, currency, reason, state,
                  code, note, provider_ref, due_at, by_kind, by_id, tax_minor, shipping_minor, discount_minor, fee_minor)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + $13 * interval '1 second', $14, $15,
                  $16, $17, $18, $19)
                on conflict (business_id, refund_id) do update set state = excluded.state, code = excluded.code,
                  provider_ref = excluded.provider_ref, tax_minor = excluded.tax_minor,
                  shipping_minor = excluded.shipping_minor, discount_minor = excluded.discount_minor,
                  fee_minor = excluded.fee_minor,
                  due_at = case when refund.state = excluded.state then refund.due_at else excluded.due_at end,
                  tries = case when refund.state = excluded.state then refund.tries else 0 end""",
                order.businessId(),
                refund.id(),
                order.orderId(),
                refund.paymentId(),
                refund.n(),
                refund.amount().amountMinor(),
                refund.amount().currency(),
                refund.reason().name(),
                refund.state().word(),
                refund.code(),
                refund.note(),
                refund.providerRef(),
                lookIn,
                refund.by() == null ? null : refund.by().word(),
                refund.by() == null ? null : refund.by().id(),
                refund.parts().taxMinor(),
                refund.parts().shippingMinor(),
                refund.parts().discountMinor(),
                refund.parts().feeMinor());
    }
}
