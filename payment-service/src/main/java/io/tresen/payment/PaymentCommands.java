package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What a shop asks for, by REST. */
@ApplicationScoped
public class PaymentCommands {

    private final Payments payments;
    private final PaymentDesk desk;
    private final BusinessClock clock;

    PaymentCommands(Payments payments, PaymentDesk desk, BusinessClock clock) {
        this.payments = payments;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Cash was collected, exactly the payment's amount.
     *
     * @throws io.tresen.messaging.RejectedException 404, 409 not shipped yet or closed, 422 another amount
     */
    public OrderPayments collect(Tx tx, UUID businessId, UUID paymentId, long amountMinor, By by) {
        OrderPayments held = lock(tx, businessId, paymentId);
        Money cash = new Money(amountMinor, held.order().amount().currency());
        Decision decision = PaymentRules.collect(held, held.payment(paymentId).orElseThrow(), cash);
        return desk.carryOut(tx, held, decision, clock.now(), null, by);
    }

    /**
     * Some money goes back; the provider is asked right after the commit.
     *
     * @return the new refund
     * @throws io.tresen.messaging.RejectedException 404, 409 more than is left
     */
    public Refund refund(Tx tx, UUID businessId, UUID paymentId, long amountMinor, String note, By by) {
        OrderPayments held = lock(tx, businessId, paymentId);
        Instant now = clock.now();
        Payment payment = held.payment(paymentId).orElseThrow();
        Decision decision = RefundRules.part(held, payment, amountMinor, note, by);
        return desk.carryOut(tx, held, decision, now, null)
                .refund(Refund.id(paymentId, payment.refundCount() + 1))
                .orElseThrow();
    }

    private OrderPayments lock(Tx tx, UUID businessId, UUID paymentId) {
        return payments.ofPayment(tx, businessId, paymentId)
                .flatMap(key -> payments.lock(tx, key))
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
    }
}
