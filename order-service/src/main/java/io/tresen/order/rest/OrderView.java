package io.tresen.order.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.costs.Costs;
import io.tresen.costs.TaxPart;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.order.Address;
import io.tresen.order.Attention;
import io.tresen.order.AwaitingPayment;
import io.tresen.order.Customer;
import io.tresen.order.Order;
import io.tresen.order.OrderDossier;
import io.tresen.order.OrderLine;
import io.tresen.order.OrderStatus;
import io.tresen.order.PaymentMethod;
import io.tresen.order.PaymentStatus;
import io.tresen.order.ProductKind;
import io.tresen.order.Rejected;
import io.tresen.order.Shipment;
import io.tresen.order.Units;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An order as INTERFACE 7 shows it. */
public record OrderView(
        UUID orderId,
        String orderNo,
        OrderStatus status,
        List<Line> lines,
        Money total,
        Parts amounts,
        List<Tax> taxes,
        @JsonInclude(JsonInclude.Include.NON_NULL) String discountCode,
        PaymentMethod paymentMethod,
        PaymentStatus paymentStatus,
        Address deliveryAddress,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID shopperId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID conversationId,
        @JsonInclude(JsonInclude.Include.NON_NULL) Customer customer,
        Instant placedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant payBy,
        List<Parcel> shipments,
        List<Entry> history,
        @JsonInclude(JsonInclude.Include.NON_NULL) Rejection rejection,
        @JsonInclude(JsonInclude.Include.NON_NULL) Attention attention,
        long version) {

    /**
     * @param shipped units of goods that left; returned ones stay counted
     * @param returned units of the shipped ones that came back
     * @param rendered units of a service that were rendered
     */
    public record Line(
            String retailerId,
            String title,
            int quantity,
            Money unitPrice,
            ProductKind kind,
            int shipped,
            int returned,
            int rendered) {}

    public record Parts(Money subtotal, Money shipping, Money tax, Money taxIncluded, Money discount) {}

    /** The tax of one rate. @param ratePpm millionths: 190,000 is 19 %. @param net what it is reckoned on */
    public record Tax(int ratePpm, Money net, Money tax) {}

    /** @param deliveredAt null while it is on its way */
    public record Parcel(
            UUID shipmentId,
            String carrier,
            String trackingNumber,
            List<Quantity> lines,
            Instant shippedAt,
            Instant deliveredAt) {}

    public record Quantity(String retailerId, int quantity) {}

    /** @param event name of the event's record. @param actor who did it; a person's id is one of the business's staff */
    public record Entry(
            int sequence,
            String event,
            Instant at,
            @JsonInclude(JsonInclude.Include.NON_NULL) By actor,
            @JsonIgnore Map<String, Object> detail) {

        /** What the event says beside, such as {@code by}, {@code code} or {@code previous_delivery_address}. */
        @JsonAnyGetter
        public Map<String, Object> more() {
            return detail;
        }
    }

    public record Rejection(String code, List<String> retailerIds) {}

    static OrderView of(OrderDossier dossier) {
        Order order = dossier.order();
        String currency = order.total().currency();
        return new OrderView(
                order.id(),
                order.facts().orderNo(),
                order.status(),
                order.lines().stream().map(line -> line(line, currency)).toList(),
                order.total(),
                parts(order.facts().amounts(), currency),
                order.facts().amounts().taxes().stream()
                        .map(part -> tax(part, currency))
                        .toList(),
                order.facts().discountCode(),
                order.facts().paymentMethod(),
                order.paymentStatus(),
                dossier.address(),
                order.facts().shopperId(),
                order.facts().conversationId(),
                dossier.customer(),
                order.facts().placedAt(),
                order.state() instanceof AwaitingPayment awaiting ? awaiting.payBy() : null,
                order.shipments().stream().map(OrderView::parcel).toList(),
                dossier.history().stream().map(OrderView::entry).toList(),
                order.state() instanceof Rejected it ? new Rejection(it.code(), it.retailerIds()) : null,
                order.attention(),
                order.version());
    }

    private static Line line(OrderLine line, String currency) {
        return new Line(
                line.retailerId(),
                line.title(),
                line.quantity(),
                new Money(line.unitPriceMinor(), currency),
                line.kind(),
                line.shipped(),
                line.returned(),
                line.delivered());
    }

    private static Parts parts(Costs amounts, String currency) {
        return new Parts(
                new Money(amounts.subtotalMinor(), currency),
                new Money(amounts.shippingMinor(), currency),
                new Money(amounts.taxMinor(), currency),
                new Money(amounts.taxIncludedMinor(), currency),
                new Money(amounts.discountMinor(), currency));
    }

    private static Tax tax(TaxPart part, String currency) {
        return new Tax(part.ratePpm(), new Money(part.netMinor(), currency), new Money(part.taxMinor(), currency));
    }

    static Parcel parcel(Shipment shipment) {
        return new Parcel(
                shipment.id(),
                shipment.carrier(),
                shipment.trackingNumber(),
                quantities(shipment.lines()),
                shipment.shippedAt(),
                shipment.deliveredAt());
    }

    static List<Quantity> quantities(List<Units> units) {
        return units.stream()
                .map(it -> new Quantity(it.retailerId(), it.quantity()))
                .toList();
    }

    private static Entry entry(OrderDossier.Entry entry) {
        Map<String, Object> detail = new LinkedHashMap<>(entry.detail());
        if (entry.replaced() != null) {
            detail.put("previous_delivery_address", entry.replaced());
        }
        return new Entry(entry.sequence(), entry.event(), entry.at(), entry.by(), detail);
    }
}
