package io.tresen.notification;

import java.util.List;

/** What a business's app can be told of orders and payments (INTERFACE 9): the names of the events' Avro records. */
public final class WebhookKinds {

    /** Of {@code order.order.v1}. */
    public static final List<String> OF_ORDERS = List.of(
            "OrderPlaced",
            "CheckoutDeclined",
            "OrderAwaitingPayment",
            "OrderConfirmed",
            "OrderRejected",
            "OrderExpired",
            "OrderCancellationStarted",
            "OrderCancelled",
            "CancellationRefused",
            "OrderShipped",
            "OrderDelivered",
            "OrderReturned",
            "DeliveryAddressCorrected",
            "DeliveryAddressRefused");

    /** Of {@code payment.payment.v1}. */
    public static final List<String> OF_PAYMENTS = List.of(
            "PaymentPending",
            "PaymentSucceeded",
            "PaymentFailed",
            "PaymentUnknown",
            "PaymentHeld",
            "PaymentCancelled",
            "RefundSucceeded",
            "RefundFailed",
            "CashCollected");

    private WebhookKinds() {}

    /** True for a word that may stand in {@code events}. */
    public static boolean isOne(String word) {
        return OF_ORDERS.contains(word) || OF_PAYMENTS.contains(word);
    }
}
