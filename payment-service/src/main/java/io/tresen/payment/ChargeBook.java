package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The transactions between two calls to the provider. Each locks the order, decides, commits; none calls anybody. */
@ApplicationScoped
public class ChargeBook {

    private static final Logger LOG = Logger.getLogger(ChargeBook.class);

    private final Database database;
    private final Payments payments;
    private final PayKeys payKeys;
    private final PaymentDesk desk;
    private final DueWork work;
    private final BusinessClock clock;

    ChargeBook(
            Database database,
            Payments payments,
            PayKeys payKeys,
            PaymentDesk desk,
            DueWork work,
            BusinessClock clock) {
        this.database = database;
        this.payments = payments;
        this.payKeys = payKeys;
        this.desk = desk;
        this.work = work;
        this.clock = clock;
    }

    /**
     * @param held as they stand now
     * @param payment the attempt that the caller is answered with
     * @param mine true when the caller has to charge it
     * @param replayed true when the caller's idempotency key named that attempt
     */
    public record Claim(OrderPayments held, Payment payment, boolean mine, boolean replayed) {}

    /** What stands on this pay page. @throws io.tresen.messaging.RejectedException 404 */
    public OrderPayments page(String payToken) {
        return database.read(tx -> payments.orderOfPayToken(tx, payToken))
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
    }

    /** What stands; for whoever is about to ask the provider. */
    public Optional<OrderPayments> read(OrderKey key) {
        return database.read(tx -> payments.find(tx, key));
    }

    /**
     * Gives the attempt to one caller; every other is answered with it.
     *
     * @param payKey hashes of the caller's idempotency key and body; null without a key
     * @param check refuses what the caller sent; run only when a new attempt would be claimed
     * @throws io.tresen.messaging.RejectedException 404, 409 not payable, 422 key reused, and what the check throws
     */
    public Claim claim(String payToken, PayKeys.PayKey payKey, PayCheck check) {
        return claim(payToken, payKey, check, PaymentRules::claim, held -> By.SYSTEM);
    }

    /** As {@link #claim(String, PayKeys.PayKey, PayCheck)}. */
    public Claim claim(String payToken, PayKeys.PayKey payKey, Runnable check) {
        return claim(payToken, payKey, PayCheck.of(check));
    }

    /** Looks at what the caller sent before anything is claimed for it. @throws io.tresen.messaging.RejectedException as the check */
    void check(PaymentOrder order, PayCheck check) {
        database.read(tx -> {
            check.check(tx, order);
            return order;
        });
    }

    /** As {@link #claim(String, PayKeys.PayKey, Runnable)}, captured from the shopper's wallet at once; also 409 not enough. */
    Claim payFromWallet(String payToken, PayKeys.PayKey payKey, Runnable check) {
        return claim(
                payToken,
                payKey,
                PayCheck.of(check),
                PaymentRules::payFromWallet,
                held -> By.shopper(held.order().shopperId()));
    }

    private Claim claim(
            String payToken,
            PayKeys.PayKey payKey,
            PayCheck check,
            BiFunction<OrderPayments, Instant, Decision> rule,
            Function<OrderPayments, By> by) {
        return database.inTransaction(tx -> {
            OrderPayments held =
                    payments.lockOfPayToken(tx, payToken).orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
            Optional<Payment> first = payKeys.attempt(tx, held, payKey);
            if (first.isPresent()) {
                return new Claim(held, first.get(), false, true);
            }
            Instant now = clock.now();
            Decision decision = rule.apply(held, now);
            if (decision instanceof Decision.Act) {
                check.check(tx, held.order());
            }
            OrderPayments after = desk.carryOut(tx, held, decision, now, null, by.apply(held));
            boolean mine = after != held;
            if (mine) {
                payKeys.keep(tx, after, payKey);
            }
            return new Claim(after, mine ? after.last() : answering(after), mine, false);
        });
    }

    /** The attempt that took money, else the latest. */
    private static Payment answering(OrderPayments held) {
        return held.payments().stream()
                .filter(payment -> payment.state().taken() != null)
                .findFirst()
                .orElse(held.last());
    }

    /** @throws io.tresen.messaging.RejectedException 409 when too many wrong PINs were typed on the order's page */
    void requireFewWrongPins(OrderKey key) {
        if (!database.read(tx -> payments.takesPins(tx, key))) {
            throw PaymentRejection.PAY_LINK_LOCKED.exception();
        }
    }

    /** A wrong PIN was typed on the order's page. */
    void countWrongPin(OrderKey key) {
        database.run(tx -> payments.countWrongPin(tx, key));
    }

    /** Keeps the provider's id of an unconfirmed charge. @return whether it may still be confirmed */
    public boolean created(OrderKey key, UUID paymentId, String ref) {
        return database.patient().inTransaction(tx -> {
            OrderPayments held = payments.lock(tx, key).orElseThrow();
            Payment payment = held.payment(paymentId).orElseThrow();
            Instant now = clock.now();
            OrderPayments after = desk.carryOut(tx, held, PaymentRules.created(held, payment, ref), now, null);
            return PaymentRules.mayConfirm(after, after.payment(paymentId).orElseThrow(), now);
        });
    }

    /** Records what the provider said about a charge. */
    public OrderPayments heard(OrderKey key, UUID paymentId, Outcome outcome) {
        return database.patient()
                .inTransaction(tx -> heard(tx, payments.lock(tx, key).orElseThrow(), paymentId, outcome));
    }

    /**
     * As {@link #heard(OrderKey, UUID, Outcome)}, by an event, which may come before the creation was answered.
     *
     * @param locked the order's payments
     */
    public OrderPayments heard(Tx tx, OrderPayments locked, UUID paymentId, String ref, Outcome outcome) {
        OrderPayments after = decide(tx, locked, (held, now) -> {
            Payment payment = held.payment(paymentId).orElseThrow();
            return payment.providerRef() == null
                    ? PaymentRules.created(held, payment, ref)
                    : PaymentRules.elsewhere(held, payment, ref, outcome, now);
        });
        Payment told = after.payment(paymentId).orElseThrow();
        if (!ref.equals(told.providerRef())) {
            return after;
        }
        if (OutcomeRules.isDoubt(told, outcome)) {
            LOG.warnf("Payment %s has ended, and the provider tells what can't be read: it is asked", paymentId);
            work.doubted(tx, locked.order().businessId(), paymentId);
        }
        return heard(tx, after, paymentId, outcome);
    }

    private OrderPayments heard(Tx tx, OrderPayments locked, UUID paymentId, Outcome outcome) {
        OrderPayments after = decide(
                tx,
                locked,
                (held, now) -> OutcomeRules.hear(held, held.payment(paymentId).orElseThrow(), outcome, now));
        if (outcome instanceof Outcome.Pending
                && after.payment(paymentId).orElseThrow().state().isInFlight()) {
            work.paymentGoesOn(tx, locked.order().businessId(), paymentId);
        }
        return after;
    }

    /** Records what the provider said about a refund. @param ref its id there, or null */
    public OrderPayments heardRefund(OrderKey key, UUID refundId, String ref, Outcome outcome) {
        return database.inTransaction(tx -> heardRefund(tx, key, refundId, ref, outcome));
    }

    /** As {@link #heardRefund(OrderKey, UUID, String, Outcome)}, in the caller's transaction. */
    public OrderPayments heardRefund(Tx tx, OrderKey key, UUID refundId, String ref, Outcome outcome) {
        OrderPayments after = decide(
                tx,
                key,
                (held, now) -> RefundRules.hear(held, held.refund(refundId).orElseThrow(), ref, outcome, now));
        if (outcome instanceof Outcome.Pending) {
            work.refundGoesOn(tx, key.businessId(), refundId);
        }
        return after;
    }

    /** The provider has not said for too long how a charge ended. */
    public void unclear(OrderKey key, UUID paymentId) {
        database.run(tx -> decide(
                tx,
                key,
                (held, now) ->
                        PaymentRules.unclear(held, held.payment(paymentId).orElseThrow(), now)));
    }

    /** The provider has not said for too long whether a charge that ended took money. */
    public void doubtful(OrderKey key, UUID paymentId) {
        database.run(tx -> decide(
                tx,
                key,
                (held, now) ->
                        PaymentRules.doubtful(held, held.payment(paymentId).orElseThrow(), now)));
    }

    /** The provider has not said for too long how a refund ended. */
    public void unclearRefund(OrderKey key, UUID refundId) {
        database.run(tx -> decide(
                tx,
                key,
                (held, now) -> RefundRules.unclear(held, held.refund(refundId).orElseThrow(), now)));
    }

    /** Tries again what failed to go back. */
    public void repeatRefunds(OrderKey key) {
        database.run(tx -> decide(tx, key, (held, now) -> RefundRules.repeat(held)));
    }

    private OrderPayments decide(Tx tx, OrderKey key, BiFunction<OrderPayments, Instant, Decision> rule) {
        return decide(tx, payments.lock(tx, key).orElseThrow(), rule);
    }

    private OrderPayments decide(Tx tx, OrderPayments held, BiFunction<OrderPayments, Instant, Decision> rule) {
        Instant now = clock.now();
        try {
            return desk.carryOut(tx, held, rule.apply(held, now), now, null);
        } catch (ImpossibleDecision impossible) {
            LOG.errorf(
                    "Order %s: the provider says what can't be: %s",
                    held.order().orderId(), impossible.getMessage());
            return held;
        }
    }
}
