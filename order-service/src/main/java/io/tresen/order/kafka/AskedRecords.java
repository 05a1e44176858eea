package io.tresen.order.kafka;

import static io.tresen.order.kafka.ToldRecords.set;

import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.order.v1.PaymentWithdrawn;
import io.tresen.contracts.order.v1.RefundRequested;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderFacts;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** What an order asks for, as the records of order.payment-request. */
final class AskedRecords {

    private AskedRecords() {}

    static SpecificRecord of(Order order, OrderEvent.Asked event, Instant at) {
        SpecificRecordBase record = bare(order.facts(), event);
        set(record, "order_id", order.id());
        set(record, "order_no", order.facts().orderNo());
        set(record, "business_id", order.businessId());
        return set(record, "occurred_at", at);
    }

    private static SpecificRecordBase bare(OrderFacts facts, OrderEvent.Asked event) {
        if (event instanceof OrderEvent.PaymentRequested it) {
            SpecificRecordBase record = set(new PaymentRequested(), "pay_by", it.payBy());
            set(record, "shopper_id", facts.shopperId());
            set(record, "conversation_id", facts.conversationId());
            set(record, "amount", Words.money(facts.total()));
            set(record, "amounts", Words.amounts(facts.amounts()));
            return set(record, "method", Words.method(facts.paymentMethod()));
        }
        if (event instanceof OrderEvent.PaymentWithdrawn it) {
            return set(new PaymentWithdrawn(), "reason", it.reason());
        }
        if (event instanceof OrderEvent.CollectionOpened) {
            return new CollectionOpened();
        }
        OrderEvent.RefundRequested it = (OrderEvent.RefundRequested) event;
        return set(
                new RefundRequested(),
                "reason",
                RefundReason.valueOf(it.reason().name()));
    }
}
