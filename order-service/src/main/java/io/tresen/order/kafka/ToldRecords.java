package io.tresen.order.kafka;

import io.tresen.contracts.common.v1.OrderLine;
import io.tresen.contracts.common.v1.TaxPart;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
import io.tresen.contracts.order.v1.OrderAwaitingPayment;
import io.tresen.contracts.order.v1.OrderCancellationStarted;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderDelivered;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderEvents.Asker;
import io.tresen.order.OrderFacts;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** What an order tells, as the records of order.order. */
final class ToldRecords {

    /** Stands for the number of an order that the asker can't see; the field has no null. */
    private static final String NO_NUMBER = "UNKNOWN";

    private ToldRecords() {}

    static SpecificRecord of(Order order, OrderEvent.Told event, long version, Instant at) {
        OrderFacts facts = order.facts();
        SpecificRecordBase record = bare(order, event);
        asked(record, facts.businessId(), facts.shopperId(), facts.conversationId(), facts.id(), at);
        set(record, "order_no", facts.orderNo());
        return set(record, "version", version);
    }

    /** A refusal about an order that the asker can't see: it says nothing of that order. */
    static SpecificRecord unseen(Asker asker, OrderEvent.Told refusal, Instant at) {
        SpecificRecordBase record = bare(null, refusal);
        asked(record, asker.businessId(), asker.shopperId(), asker.conversationId(), asker.orderId(), at);
        set(record, "order_no", NO_NUMBER);
        return set(record, "version", 0L);
    }

    private static void asked(
            SpecificRecordBase record, UUID businessId, UUID shopperId, UUID conversationId, UUID orderId, Instant at) {
        set(record, "order_id", orderId);
        set(record, "business_id", businessId);
        set(record, "shopper_id", shopperId);
        set(record, "conversation_id", conversationId);
        set(record, "occurred_at", at);
    }

    private static SpecificRecordBase bare(Order order, OrderEvent.Told event) {
        if (event instanceof OrderEvent.OrderPlaced it) {
            return placed(order, it.receiptKey());
        }
        if (event instanceof OrderEvent.OrderAwaitingPayment it) {
            return set(price(new OrderAwaitingPayment(), order), "pay_by", it.payBy());
        }
        if (event instanceof OrderEvent.OrderConfirmed) {
            return price(new OrderConfirmed(), order);
        }
        if (event instanceof OrderEvent.OrderRejected it) {
            return set(set(new OrderRejected(), "code", it.code()), "retailer_ids", it.retailerIds());
        }
        if (event instanceof OrderEvent.OrderExpired) {
            return new OrderExpired();
        }
        if (event instanceof OrderEvent.OrderCancellationStarted it) {
            return set(new OrderCancellationStarted(), "by", Words.actor(it.by()));
        }
        if (event instanceof OrderEvent.OrderCancelled it) {
            return set(new OrderCancelled(), "by", Words.actor(it.by()));
        }
        if (event instanceof OrderEvent.CancellationRefused it) {
            return set(new CancellationRefused(), "code", it.code());
        }
        if (event instanceof OrderEvent.DeliveryAddressCorrected it) {
            return set(new DeliveryAddressCorrected(), "by", Words.actor(it.by()));
        }
        if (event instanceof OrderEvent.DeliveryAddressRefused it) {
            return set(new DeliveryAddressRefused(), "code", it.code());
        }
        return handedOver(event);
    }

    private static SpecificRecordBase handedOver(OrderEvent.Told event) {
        if (event instanceof OrderEvent.OrderShipped it) {
            SpecificRecordBase record =
                    set(new OrderShipped(), "shipment_id", it.shipment().id());
            set(record, "carrier", it.shipment().carrier());
            set(record, "tracking_number", it.shipment().trackingNumber());
            set(record, "lines", Words.lines(it.shipment().lines()));
            return set(record, "complete", it.complete());
        }
        if (event instanceof OrderEvent.OrderDelivered it) {
            SpecificRecordBase record = set(new OrderDelivered(), "shipment_id", it.shipmentId());
            set(record, "lines", Words.lines(it.lines()));
            return set(record, "complete", it.complete());
        }
        OrderEvent.OrderReturned it = (OrderEvent.OrderReturned) event;
        SpecificRecordBase record = set(new OrderReturned(), "return_id", it.returnId());
        set(record, "lines", Words.lines(it.lines()));
        set(record, "restock", it.restock());
        return set(record, "complete", it.complete());
    }

    private static SpecificRecordBase placed(Order order, String receiptKey) {
        OrderFacts facts = order.facts();
        SpecificRecordBase record = price(new OrderPlaced(), order);
        set(
                record,
                "lines",
                order.lines().stream()
                        .map(line -> OrderLine.newBuilder()
                                .setProductId(line.productId())
                                .setRetailerId(line.retailerId())
                                .setTitle(line.title())
                                .setKind(Words.kind(line.kind()))
                                .setQuantity(line.quantity())
                                .setUnitPriceMinor(line.unitPriceMinor())
                                .setProductVersion(line.productVersion())
                                .build())
                        .toList());
        set(record, "amounts", Words.amounts(facts.amounts()));
        set(record, "discount_code", facts.discountCode());
        set(record, "rules_version", facts.rulesVersion());
        set(
                record,
                "taxes",
                facts.amounts().taxes().stream()
                        .map(it -> new TaxPart(it.ratePpm(), it.netMinor(), it.taxMinor()))
                        .toList());
        set(record, "receipt_key", receiptKey);
        set(record, "pay_within_s", facts.payWithinS());
        return set(record, "checkout_number", facts.checkoutNumber());
    }

    private static SpecificRecordBase price(SpecificRecordBase record, Order order) {
        set(record, "total", Words.money(order.total()));
        return set(record, "payment_method", Words.method(order.facts().paymentMethod()));
    }

    /** Sets a field by its name in the schema: the generated classes share nothing but that. */
    static SpecificRecordBase set(SpecificRecordBase record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }
}
