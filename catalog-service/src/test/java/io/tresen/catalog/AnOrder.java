package io.tresen.catalog;

import io.tresen.contracts.common.v1.Actor;
import io.tresen.contracts.common.v1.LineQuantity;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.OrderLine;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderCancellationStarted;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** An order as order-service tells of it: one key, rising sequence. */
final class AnOrder {

    private static final String TOPIC = "order.order.v1";

    final UUID id = UUID.randomUUID();
    private final UUID businessId;
    private long sequence;

    AnOrder(UUID businessId) {
        this.businessId = businessId;
    }

    AnOrder placed(String retailerId, int quantity) {
        return placed(Map.of(retailerId, quantity));
    }

    AnOrder placed(Map<String, Integer> lines) {
        return publish(placedEvent(lines));
    }

    OrderPlaced placedEvent(Map<String, Integer> lines) {
        return OrderPlaced.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(1)
                .setOccurredAt(Instant.now())
                .setLines(lines.entrySet().stream()
                        .map(line -> OrderLine.newBuilder()
                                .setProductId(RetailerId.productId(businessId, line.getKey()))
                                .setRetailerId(line.getKey())
                                .setTitle(line.getKey())
                                .setKind(ProductKind.GOODS)
                                .setQuantity(line.getValue())
                                .setUnitPriceMinor(100)
                                .build())
                        .toList())
                .setTotal(new Money(100L, "EUR"))
                .setAmounts(new OrderAmounts(100L, 0L, 0L, 0L, 0L))
                .setPaymentMethod(PaymentMethod.CARD)
                .setPayWithinS(1_800)
                .build();
    }

    /** The placement once more under the same event id, as a producer that got no acknowledgement sends it. */
    AnOrder placedTwice(String retailerId, int quantity) {
        sequence++;
        UUID event = UUID.randomUUID();
        OrderPlaced placed = placedEvent(Map.of(retailerId, quantity));
        Records.publish(TOPIC, id, businessId, sequence, event, placed);
        Records.publish(TOPIC, id, businessId, sequence, event, placed);
        return this;
    }

    OrderConfirmed confirmedEvent() {
        return OrderConfirmed.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(2)
                .setOccurredAt(Instant.now())
                .setTotal(new Money(100L, "EUR"))
                .setPaymentMethod(PaymentMethod.CARD)
                .build();
    }

    AnOrder cancelled() {
        return publish(cancelledEvent());
    }

    OrderCancelled cancelledEvent() {
        return OrderCancelled.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(2)
                .setOccurredAt(Instant.now())
                .setBy(Actor.SHOP)
                .build();
    }

    AnOrder cancellationStarted() {
        return publish(OrderCancellationStarted.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(2)
                .setOccurredAt(Instant.now())
                .setBy(Actor.SHOP)
                .build());
    }

    AnOrder shipped(String retailerId, int quantity) {
        return publish(OrderShipped.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(3)
                .setOccurredAt(Instant.now())
                .setShipmentId(UUID.randomUUID())
                .setCarrier("DHL")
                .setTrackingNumber("1")
                .setLines(lines(retailerId, quantity))
                .setComplete(true)
                .build());
    }

    AnOrder returned(String retailerId, int quantity) {
        return publish(OrderReturned.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(businessId)
                .setVersion(4)
                .setOccurredAt(Instant.now())
                .setReturnId(UUID.randomUUID())
                .setLines(lines(retailerId, quantity))
                .setRestock(true)
                .setComplete(true)
                .build());
    }

    private List<LineQuantity> lines(String retailerId, int quantity) {
        return List.of(new LineQuantity(
                RetailerId.productId(businessId, retailerId), retailerId, quantity, ProductKind.GOODS));
    }

    private AnOrder publish(SpecificRecord value) {
        Records.publish(TOPIC, id, businessId, ++sequence, UUID.randomUUID(), value);
        return this;
    }

    /** What the catalog has answered by now. */
    List<String> answers() {
        return Records.of("catalog.reservation.v1", id).stream()
                .map(Records::type)
                .toList();
    }
}
