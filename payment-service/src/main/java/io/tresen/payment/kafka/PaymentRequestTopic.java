package io.tresen.payment.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.order.v1.PaymentWithdrawn;
import io.tresen.contracts.order.v1.RefundRequested;
import io.tresen.messaging.Money;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.payment.OrderKey;
import io.tresen.payment.OrderRequests;
import io.tresen.payment.Parts;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.RefundReason;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code order.payment-request.v1}: what an order asks for, in the order's own sequence. */
@ApplicationScoped
public class PaymentRequestTopic {

    private final EventProcess process;

    PaymentRequestTopic(Consumers consumers, OrderRequests requests) {
        process = consumers
                .process("payment.payment-request", Topics.ORDER_PAYMENT_REQUEST)
                .on(PaymentRequested.class, (tx, event, value) -> requests.request(tx, order(value), event))
                .on(
                        PaymentWithdrawn.class,
                        (tx, event, value) -> requests.withdraw(
                                tx, new OrderKey(value.getBusinessId(), value.getOrderId()), value.getReason(), event))
                .on(
                        CollectionOpened.class,
                        (tx, event, value) -> requests.openCollection(
                                tx, new OrderKey(value.getBusinessId(), value.getOrderId()), event))
                .on(
                        RefundRequested.class,
                        (tx, event, value) -> requests.refundEverything(
                                tx,
                                new OrderKey(value.getBusinessId(), value.getOrderId()),
                                reason(value.getReason()),
                                event))
                .open();
    }

    /** Takes a poll. */
    @Incoming("order-payment-request")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private static PaymentOrder order(PaymentRequested asked) {
        return new PaymentOrder(
                asked.getOrderId(),
                asked.getBusinessId(),
                asked.getOrderNo(),
                asked.getShopperId(),
                asked.getConversationId(),
                method(asked.getMethod()),
                money(asked),
                parts(asked.getAmounts()),
                null,
                asked.getPayBy(),
                null,
                false,
                null,
                false);
    }

    private static Money money(PaymentRequested asked) {
        try {
            return new Money(
                    asked.getAmount().getAmountMinor(), asked.getAmount().getCurrency());
        } catch (IllegalArgumentException e) {
            throw new RecordFault("bad-amount", e.getMessage());
        }
    }

    /** Null from a sender that does not say. */
    private static Parts parts(OrderAmounts amounts) {
        try {
            return amounts == null
                    ? Parts.NONE
                    : Parts.of(
                            amounts.getTaxMinor() + amounts.getTaxIncludedMinor(),
                            amounts.getShippingMinor(),
                            amounts.getDiscountMinor());
        } catch (IllegalArgumentException e) {
            throw new RecordFault("bad-amount", e.getMessage());
        }
    }

    private static PaymentMethod method(io.tresen.contracts.common.v1.PaymentMethod method) {
        return switch (method) {
            case CARD -> PaymentMethod.CARD;
            case WALLET -> PaymentMethod.WALLET;
            case COD -> PaymentMethod.COD;
            case UNKNOWN -> throw new RecordFault("unknown-method", "a payment method that this version does not know");
        };
    }

    private static RefundReason reason(io.tresen.contracts.common.v1.RefundReason reason) {
        return switch (reason) {
            case LATE_MONEY -> RefundReason.LATE_MONEY;
            case REQUESTED -> RefundReason.REQUESTED;
            case CANCELLATION, UNKNOWN -> RefundReason.CANCELLATION;
        };
    }
}
