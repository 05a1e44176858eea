package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.order.MoneyBack;
import io.tresen.order.MoneyLeft;
import io.tresen.order.Order;
import io.tresen.order.OrderMoney;
import io.tresen.order.Outcome;
import io.tresen.order.RefundReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What became of an order's money. */
@ApplicationScoped
public class PaymentTopic {

    /** A refund that waited for money whose end was not known: none came, it goes back anyway, or a person has it already. */
    private static final Set<String> NOTHING_TO_GIVE = Set.of("not-captured", "late-money", "held");

    private final OrderProcess orders;
    private final BusinessClock clock;
    private final EventProcess process;

    PaymentTopic(Consumers consumers, OrderProcess orders, BusinessClock clock) {
        this.orders = orders;
        this.clock = clock;
        process = consumers
                .process("order.payment", Topics.PAYMENT_PAYMENT)
                .on(
                        PaymentPending.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().paymentPending(order)))
                .on(
                        PaymentSucceeded.class,
                        (tx, event, it) -> step(
                                tx,
                                event,
                                (order, now) -> it.getLate()
                                        ? order.state().lateMoney(order)
                                        : order.state().paymentSucceeded(order)))
                .on(
                        PaymentFailed.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().paymentFailed(order)))
                .on(
                        PaymentUnknown.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().paymentUnknown(order)))
                .on(
                        PaymentHeld.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().paymentHeld(order, now)))
                .on(
                        PaymentCancelled.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().paymentCancelled(order)))
                .on(
                        RefundSucceeded.class,
                        (tx, event, it) -> step(tx, event, (order, now) -> order.state()
                                .refundSucceeded(OrderMoney.givenBack(order, back(it)), reason(it), it.getComplete())))
                .on(
                        RefundFailed.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().refundFailed(order, left(it), now)))
                .on(
                        CashCollected.class,
                        (tx, event, it) ->
                                step(tx, event, (order, now) -> order.state().cashCollected(order)))
                .open();
    }

    @Incoming("payment-payment")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** The topic's key is the order's id. */
    private void step(Tx tx, Event event, BiFunction<Order, Instant, Outcome> transition) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        orders.step(tx, event, event.businessId(), event.key(), now, order -> transition.apply(order, now));
    }

    private static MoneyBack back(RefundSucceeded it) {
        return new MoneyBack(
                it.getRefunded().getAmountMinor(),
                it.getRefundedMinor(),
                it.getCapturedMinor(),
                reason(it),
                it.getComplete());
    }

    private static MoneyLeft left(RefundFailed it) {
        return it.getCapturedMinor() == null || it.getRefundedMinor() == null
                ? null
                : new MoneyLeft(it.getCapturedMinor(), it.getRefundedMinor(), NOTHING_TO_GIVE.contains(it.getCode()));
    }

    /** A reason that this version does not know is somebody's request. */
    private static RefundReason reason(RefundSucceeded it) {
        return switch (it.getReason()) {
            case CANCELLATION -> RefundReason.CANCELLATION;
            case LATE_MONEY -> RefundReason.LATE_MONEY;
            case REQUESTED, UNKNOWN -> RefundReason.REQUESTED;
        };
    }
}
