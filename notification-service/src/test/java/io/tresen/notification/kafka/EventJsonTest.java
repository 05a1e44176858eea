package io.tresen.notification.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.TaxPart;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    @Test
    void anAppGetsThePartsOfAnOrderAndNotTheKeyOfTheShoppersReceipt() {
        UUID id = UUID.randomUUID();
        OrderPlaced placed = OrderPlaced.newBuilder()
                .setOrderId(id)
                .setOrderNo("T00001")
                .setBusinessId(UUID.randomUUID())
                .setVersion(1)
                .setOccurredAt(Instant.EPOCH)
                .setLines(List.of())
                .setTotal(new Money(119L, "EUR"))
                .setAmounts(OrderAmounts.newBuilder().setSubtotalMinor(119).build())
                .setPaymentMethod(PaymentMethod.CARD)
                .setPayWithinS(1_800)
                .setTaxes(List.of(new TaxPart(190_000, 100L, 19L)))
                .setReceiptKey("secret")
                .build();
        Event event = new Event(id, "OrderPlaced", "order.order.v1", id, id, 1, 0, null, null, Instant.EPOCH, placed);
        ObjectNode json = EventJson.of(event, Instant.EPOCH);
        assertEquals(19, json.at("/data/taxes/0/tax_minor").asInt());
        assertEquals("card", json.at("/data/payment_method").asText());
        assertFalse(json.toString().contains("secret"), json.toString());
    }
}
