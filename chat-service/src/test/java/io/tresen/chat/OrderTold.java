package io.tresen.chat;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Actor;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.OrderLine;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.common.v1.TaxPart;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
import io.tresen.contracts.order.v1.OrderAwaitingPayment;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderDelivered;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** An order of a shopper as order-service and payment-service tell of it; remembers what it told, for redeliveries. */
final class OrderTold {

    private record Told(io.tresen.contracts.Topic topic, SpecificRecord value, Map<String, String> headers) {}

    final UUID orderId;
    final String orderNo;
    private final Neighbours neighbours;
    private final UUID businessId;
    private final Talker talker;
    private final List<Told> told = new ArrayList<>();
    private long version;

    OrderTold(Neighbours neighbours, UUID businessId, Talker talker, UUID orderId, String orderNo) {
        this.neighbours = neighbours;
        this.businessId = businessId;
        this.talker = talker;
        this.orderId = orderId;
        this.orderNo = orderNo;
    }

    static OrderTold of(Neighbours neighbours, Api shop, Talker talker) {
        UUID id = Ids.v7();
        String no = "T" + id.toString().substring(24).toUpperCase();
        return new OrderTold(neighbours, shop.businessId(), talker, id, no);
    }

    private OrderTold order(SpecificRecord value) {
        told.add(new Told(
                Topics.ORDER_ORDER, value, neighbours.publish(Topics.ORDER_ORDER, orderId, businessId, value)));
        return this;
    }

    private OrderTold payment(SpecificRecord value) {
        told.add(new Told(
                Topics.PAYMENT_PAYMENT, value, neighbours.publish(Topics.PAYMENT_PAYMENT, orderId, businessId, value)));
        return this;
    }

    /** Everything once more, with the same ids. */
    OrderTold allAgain() {
        told.forEach(it -> neighbours.publish(it.topic(), orderId, it.value(), it.headers()));
        return this;
    }

    OrderTold placed(long totalMinor) {
        OrderAmounts amounts =
                OrderAmounts.newBuilder().setSubtotalMinor(totalMinor).build();
        return placed(totalMinor, amounts, null);
    }

    OrderTold placedInParts(
            long subtotalMinor, long shippingMinor, long discountMinor, long taxIncludedMinor, String receiptKey) {
        OrderAmounts amounts = OrderAmounts.newBuilder()
                .setSubtotalMinor(subtotalMinor)
                .setShippingMinor(shippingMinor)
                .setDiscountMinor(discountMinor)
                .setTaxIncludedMinor(taxIncludedMinor)
                .build();
        return placed(subtotalMinor + shippingMinor - discountMinor, amounts, receiptKey);
    }

    private OrderTold placed(long totalMinor, OrderAmounts amounts, String receiptKey) {
        return order(OrderPlaced.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setLines(List.of(OrderLine.newBuilder()
                        .setProductId(Ids.v5(businessId, "tee"))
                        .setRetailerId("tee")
                        .setTitle("Tee")
                        .setKind(ProductKind.GOODS)
                        .setQuantity(1)
                        .setUnitPriceMinor(amounts.getSubtotalMinor())
                        .build()))
                .setTotal(Neighbours.money(totalMinor))
                .setAmounts(amounts)
                .setTaxes(
                        amounts.getTaxIncludedMinor() == 0
                                ? List.of()
                                : List.of(new TaxPart(
                                        190_000,
                                        totalMinor - amounts.getTaxIncludedMinor(),
                                        amounts.getTaxIncludedMinor())))
                .setReceiptKey(receiptKey)
                .setPaymentMethod(PaymentMethod.CARD)
                .setPayWithinS(1800)
                .build());
    }

    OrderTold awaitingPayment(long totalMinor) {
        return order(OrderAwaitingPayment.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setTotal(Neighbours.money(totalMinor))
                .setPaymentMethod(PaymentMethod.CARD)
                .setPayBy(Instant.now().plusSeconds(1800))
                .build());
    }

    OrderTold confirmed(long totalMinor) {
        return order(OrderConfirmed.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setTotal(Neighbours.money(totalMinor))
                .setPaymentMethod(PaymentMethod.CARD)
                .build());
    }

    OrderTold rejected(String code, String retailerId) {
        return order(OrderRejected.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setCode(code)
                .setRetailerIds(List.of(retailerId))
                .build());
    }

    OrderTold shipped(UUID shipmentId) {
        return order(OrderShipped.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setShipmentId(shipmentId)
                .setCarrier("Parcel Post")
                .setTrackingNumber("PP-1")
                .setLines(List.of())
                .setComplete(true)
                .build());
    }

    OrderTold delivered(UUID shipmentId) {
        return order(OrderDelivered.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setShipmentId(shipmentId)
                .setLines(List.of())
                .setComplete(true)
                .build());
    }

    OrderTold returned(boolean complete) {
        return order(OrderReturned.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setReturnId(Ids.v7())
                .setLines(List.of())
                .setRestock(true)
                .setComplete(complete)
                .build());
    }

    OrderTold expired() {
        return order(OrderExpired.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .build());
    }

    OrderTold cancelled() {
        return order(OrderCancelled.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setBy(Actor.SHOPPER)
                .build());
    }

    OrderTold refusals() {
        order(CancellationRefused.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(version)
                .setOccurredAt(Instant.now())
                .setCode("already-shipped")
                .build());
        order(DeliveryAddressCorrected.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(++version)
                .setOccurredAt(Instant.now())
                .setBy(Actor.SHOPPER)
                .build());
        return addressRefused("country-fixed");
    }

    OrderTold addressRefused(String code) {
        return order(DeliveryAddressRefused.newBuilder()
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setVersion(version)
                .setOccurredAt(Instant.now())
                .setCode(code)
                .build());
    }

    OrderTold payable(long amountMinor, int attempt) {
        return payment(PaymentPending.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment" + attempt))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(attempt)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(amountMinor))
                .setOccurredAt(Instant.now())
                .setPayToken("token-" + orderNo)
                .setPayBy(Instant.now().plusSeconds(1800))
                .build());
    }

    OrderTold paymentFailed(long amountMinor) {
        return payment(PaymentFailed.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment1"))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(1)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(amountMinor))
                .setOccurredAt(Instant.now())
                .setCode("card_declined")
                .build());
    }

    /** Another amount was taken. */
    OrderTold held(long amountMinor, long capturedMinor) {
        return payment(PaymentHeld.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment1"))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(1)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(amountMinor))
                .setOccurredAt(Instant.now())
                .setCode("wrong-amount")
                .setCaptured(Neighbours.money(capturedMinor))
                .build());
    }

    OrderTold paid(long amountMinor, boolean late) {
        return payment(PaymentSucceeded.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment2"))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(2)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(amountMinor))
                .setOccurredAt(Instant.now())
                .setCaptured(Neighbours.money(amountMinor))
                .setLate(late)
                .build());
    }

    OrderTold refunded(long refundedMinor) {
        return payment(RefundSucceeded.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment2"))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(2)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(refundedMinor))
                .setOccurredAt(Instant.now())
                .setRefundId(refundId())
                .setRefunded(Neighbours.money(refundedMinor))
                .setCapturedMinor(refundedMinor)
                .setRefundedMinor(refundedMinor)
                .setReason(RefundReason.LATE_MONEY)
                .setComplete(true)
                .build());
    }

    /** The order's refund did not go through, or came back after it had. */
    OrderTold refundFailed(long refusedMinor) {
        return payment(RefundFailed.newBuilder()
                .setPaymentId(Ids.v5(orderId, "payment2"))
                .setOrderId(orderId)
                .setOrderNo(orderNo)
                .setBusinessId(businessId)
                .setShopperId(talker.shopperId())
                .setConversationId(talker.conversationId())
                .setAttempt(2)
                .setMethod(PaymentMethod.CARD)
                .setAmount(Neighbours.money(refusedMinor))
                .setOccurredAt(Instant.now())
                .setRefundId(refundId())
                .setRefused(Neighbours.money(refusedMinor))
                .setCode("card_expired")
                .setCapturedMinor(refusedMinor)
                .setRefundedMinor(0L)
                .build());
    }

    private UUID refundId() {
        return Ids.v5(orderId, "refund");
    }
}
