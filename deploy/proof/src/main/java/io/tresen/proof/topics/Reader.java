package io.tresen.proof.topics;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.List;
import java.util.Set;

/**
 * A consumer that has to letter what it can't read. Which there are is written down here, apart from the services, so that one
 * that is missing, or reads less than it did, is seen; ReaderTest compares. What reads a topic on every replica without a group
 * letters nothing.
 *
 * @param consumer its name, which its group has too
 * @param types whose values it reads; of all others it reads the headers alone
 */
public record Reader(String consumer, Topic topic, Set<String> types) {

    /** All there are. */
    public static final List<Reader> ALL = List.of(
            new Reader("catalog.businesses", Topics.CHAT_BUSINESS, Set.of("BusinessChanged")),
            new Reader(
                    "catalog.stock",
                    Topics.ORDER_ORDER,
                    Set.of(
                            "OrderPlaced",
                            "OrderConfirmed",
                            "OrderExpired",
                            "OrderCancelled",
                            "OrderCancellationStarted",
                            "OrderShipped",
                            "OrderDelivered",
                            "OrderReturned")),
            new Reader(
                    "chat.availability",
                    Topics.CATALOG_AVAILABILITY,
                    Set.of("AvailabilityChanged", "ProductSoldOut", "ProductBackInStock")),
            new Reader("chat.collections", Topics.CATALOG_COLLECTION, Set.of("CollectionChanged")),
            new Reader("chat.discounts", Topics.ORDER_DISCOUNT, Set.of("DiscountChanged")),
            new Reader("chat.notices", Topics.NOTIFICATION_NOTICE, Set.of("NoticeRequested")),
            new Reader(
                    "chat.order-notices",
                    Topics.ORDER_ORDER,
                    Set.of(
                            "OrderPlaced",
                            "CheckoutDeclined",
                            "OrderRejected",
                            "OrderConfirmed",
                            "OrderExpired",
                            "OrderCancelled",
                            "CancellationRefused",
                            "OrderShipped",
                            "OrderDelivered",
                            "OrderReturned",
                            "DeliveryAddressCorrected",
                            "DeliveryAddressRefused")),
            new Reader(
                    "chat.orders",
                    Topics.ORDER_ORDER,
                    Set.of(
                            "OrderPlaced",
                            "OrderAwaitingPayment",
                            "OrderConfirmed",
                            "OrderRejected",
                            "OrderExpired",
                            "OrderCancellationStarted",
                            "OrderCancelled",
                            "OrderShipped",
                            "OrderDelivered",
                            "OrderReturned")),
            new Reader(
                    "chat.payment-notices",
                    Topics.PAYMENT_PAYMENT,
                    Set.of(
                            "PaymentPending",
                            "PaymentFailed",
                            "PaymentHeld",
                            "PaymentSucceeded",
                            "CashCollected",
                            "RefundSucceeded",
                            "RefundFailed")),
            new Reader(
                    "chat.payments",
                    Topics.PAYMENT_PAYMENT,
                    Set.of(
                            "PaymentPending",
                            "PaymentSucceeded",
                            "CashCollected",
                            "PaymentFailed",
                            "PaymentUnknown",
                            "PaymentHeld",
                            "PaymentCancelled",
                            "RefundSucceeded")),
            new Reader("chat.products", Topics.CATALOG_PRODUCT, Set.of("ProductChanged")),
            new Reader("chat.rules", Topics.ORDER_RULES, Set.of("RulesChanged")),
            new Reader(
                    "chat.transfer-notices",
                    Topics.PAYMENT_TRANSFER,
                    Set.of(
                            "TransferRequested",
                            "TransferPending",
                            "TransferPosted",
                            "TransferVoided",
                            "TransferExpired",
                            "TransferRefused",
                            "TopUpSucceeded",
                            "TopUpRefunded",
                            "TopUpRefundFailed")),
            new Reader(
                    "notification.availability",
                    Topics.CATALOG_AVAILABILITY,
                    Set.of("ProductSoldOut", "ProductBackInStock", "AvailabilityChanged")),
            new Reader("notification.businesses", Topics.CHAT_BUSINESS, Set.of("BusinessChanged")),
            new Reader(
                    "notification.conversations",
                    Topics.CHAT_CONVERSATION,
                    Set.of("BackInStockWished", "NoticeSent", "NoticeRefused", "NoticeFailed")),
            new Reader(
                    "notification.order-webhooks",
                    Topics.ORDER_ORDER,
                    Set.of(
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
                            "DeliveryAddressRefused")),
            new Reader(
                    "notification.payment-webhooks",
                    Topics.PAYMENT_PAYMENT,
                    Set.of(
                            "PaymentPending",
                            "PaymentSucceeded",
                            "PaymentFailed",
                            "PaymentUnknown",
                            "PaymentHeld",
                            "PaymentCancelled",
                            "RefundSucceeded",
                            "RefundFailed",
                            "CashCollected")),
            new Reader("notification.product-waves", Topics.CATALOG_PRODUCT, Set.of("ProductChanged")),
            new Reader("notification.products", Topics.CATALOG_PRODUCT, Set.of("ProductChanged")),
            new Reader("notification.shoppers", Topics.CHAT_SHOPPER, Set.of("ShopperChanged")),
            new Reader(
                    "notification.waves",
                    Topics.CATALOG_AVAILABILITY,
                    Set.of("ProductSoldOut", "ProductBackInStock", "AvailabilityChanged")),
            new Reader("order.businesses", Topics.CHAT_BUSINESS, Set.of("BusinessChanged")),
            new Reader(
                    "order.conversation",
                    Topics.CHAT_CONVERSATION,
                    Set.of("CheckoutRequested", "CancellationRequested", "DeliveryAddressSubmitted")),
            new Reader(
                    "order.payment",
                    Topics.PAYMENT_PAYMENT,
                    Set.of(
                            "PaymentPending",
                            "PaymentSucceeded",
                            "PaymentFailed",
                            "PaymentUnknown",
                            "PaymentHeld",
                            "PaymentCancelled",
                            "RefundSucceeded",
                            "RefundFailed",
                            "CashCollected")),
            new Reader("order.products", Topics.CATALOG_PRODUCT, Set.of("ProductChanged")),
            new Reader(
                    "order.reservation",
                    Topics.CATALOG_RESERVATION,
                    Set.of("StockReserved", "StockRejected", "StockReleased")),
            new Reader("order.shoppers", Topics.CHAT_SHOPPER, Set.of("ShopperChanged")),
            new Reader("payment.businesses", Topics.CHAT_BUSINESS, Set.of("BusinessChanged")),
            new Reader(
                    "payment.conversation", Topics.CHAT_CONVERSATION, Set.of("TransferSubmitted", "TransferAnswered")),
            new Reader(
                    "payment.payment-request",
                    Topics.ORDER_PAYMENT_REQUEST,
                    Set.of("PaymentRequested", "PaymentWithdrawn", "CollectionOpened", "RefundRequested")),
            new Reader("payment.shoppers", Topics.CHAT_SHOPPER, Set.of("ShopperChanged")));

    /** Those of a service. */
    public static List<Reader> of(String service) {
        return ALL.stream()
                .filter(reader -> reader.consumer().startsWith(service + "."))
                .toList();
    }

    /** Those of a topic. */
    public static List<Reader> of(Topic topic) {
        return ALL.stream().filter(reader -> reader.topic().equals(topic)).toList();
    }
}
