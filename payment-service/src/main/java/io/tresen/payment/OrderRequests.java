package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** What an order asks for, by events in the order's own sequence. */
@ApplicationScoped
public class OrderRequests {

    private static final Logger LOG = Logger.getLogger(OrderRequests.class);

    private final Payments payments;
    private final PaymentDesk desk;
    private final PayTokens tokens;
    private final BusinessClock clock;

    OrderRequests(Payments payments, PaymentDesk desk, PayTokens tokens, BusinessClock clock) {
        this.payments = payments;
        this.desk = desk;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Payment is asked for. Most orders ask once, so the row is inserted first; whoever finds one there locks it and compares.
     *
     * @param asked without a pay token, which is made here
     */
    public void request(Tx tx, PaymentOrder asked, Event cause) {
        Instant now = clock.now();
        Decision decision = PaymentRules.request(tokens.given(asked), now);
        if (decision instanceof Decision.Act act && desk.begin(tx, act, now, cause)) {
            return;
        }
        OrderPayments known = payments.lock(tx, OrderKey.of(asked))
                .orElseThrow(() -> new ImpossibleDecision(
                        decision instanceof Decision.Impossible impossible
                                ? impossible.why()
                                : "the order's pay token is another's"));
        desk.carryOut(tx, known, PaymentRules.requestAgain(known, asked), now, cause);
    }

    /** Payment is no longer asked for. An order that never asked has nothing to withdraw. */
    public void withdraw(Tx tx, OrderKey key, String reason, Event cause) {
        Optional<OrderPayments> known = payments.lock(tx, key);
        if (known.isEmpty()) {
            LOG.infof("Order %s withdraws a payment that it never asked for", key.orderId());
            return;
        }
        desk.carryOut(tx, known.get(), PaymentRules.withdraw(known.get(), reason), clock.now(), cause);
    }

    /** The parcel left: cash may be collected. */
    public void openCollection(Tx tx, OrderKey key, Event cause) {
        decide(tx, key, cause, (held, now) -> PaymentRules.openCollection(held));
    }

    /** Everything captured and not yet refunded is to go back. */
    public void refundEverything(Tx tx, OrderKey key, RefundReason reason, Event cause) {
        decide(tx, key, cause, (held, now) -> RefundRules.everything(held, reason));
    }

    private void decide(Tx tx, OrderKey key, Event cause, BiFunction<OrderPayments, Instant, Decision> rule) {
        OrderPayments held = payments.lock(tx, key)
                .orElseThrow(() -> new ImpossibleDecision("no payment was ever requested for the order"));
        Instant now = clock.now();
        desk.carryOut(tx, held, rule.apply(held, now), now, cause);
    }
}
