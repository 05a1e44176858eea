package io.tresen.order.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.PricedLine;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.order.Checkout;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderEvents;
import io.tresen.order.OrderRejection;
import io.tresen.order.Placing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Puts domain events into the outbox as the records of order.order and order.payment-request. */
@ApplicationScoped
public class PublicEvents implements OrderEvents {

    private final Outbox outbox;

    PublicEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(Tx tx, Order order, List<OrderEvent> events, Instant at, Event cause) {
        long told = events.stream().filter(OrderEvent.Told.class::isInstance).count();
        long version = order.version() - told;
        List<Outgoing> outgoing = new ArrayList<>();
        for (OrderEvent event : events) {
            if (event instanceof OrderEvent.Told it) {
                version++;
                SpecificRecord record = ToldRecords.of(order, it, version, at);
                outgoing.add(Outgoing.of(Topics.ORDER_ORDER, order.id(), order.businessId(), record));
            } else if (event instanceof OrderEvent.Asked it) {
                SpecificRecord record = AskedRecords.of(order, it, at);
                outgoing.add(Outgoing.of(Topics.ORDER_PAYMENT_REQUEST, order.id(), order.businessId(), record));
            }
        }
        outbox.add(tx, outgoing.stream().map(it -> it.causedBy(cause)).toList());
    }

    @Override
    public void declined(Tx tx, Checkout checkout, Placing.Declined declined, Instant at, Event cause) {
        OrderRejection why = declined.rejection();
        SpecificRecord record = CheckoutDeclined.newBuilder()
                .setOrderId(checkout.orderId())
                .setBusinessId(checkout.businessId())
                .setShopperId(checkout.shopperId())
                .setConversationId(checkout.conversationId())
                .setOccurredAt(at)
                .setCheckoutNumber(checkout.number())
                .setCode(why.code())
                .setLines(declined.prices().stream()
                        .map(price -> PricedLine.newBuilder()
                                .setProductId(price.line().productId())
                                .setRetailerId(price.line().retailerId())
                                .setQuantity(price.line().quantity())
                                .setUnitPriceMinor(
                                        price.unitPrice() == null
                                                ? null
                                                : price.unitPrice().amountMinor())
                                .setTitle(price.title())
                                .build())
                        .toList())
                .setTotal(declined.total() == null ? null : Words.money(declined.total()))
                .setRetailerIds(
                        why instanceof OrderRejection.UnknownProduct unknown ? unknown.retailerIds() : List.of())
                .build();
        outbox.add(
                tx,
                Outgoing.of(Topics.ORDER_ORDER, checkout.orderId(), checkout.businessId(), record)
                        .causedBy(cause));
    }

    @Override
    public void refusedUnseen(Tx tx, Asker asker, OrderEvent.Told refusal, Instant at, Event cause) {
        outbox.add(
                tx,
                Outgoing.of(
                                Topics.ORDER_ORDER,
                                asker.requestId(),
                                asker.businessId(),
                                ToldRecords.unseen(asker, refusal, at))
                        .causedBy(cause));
    }
}
