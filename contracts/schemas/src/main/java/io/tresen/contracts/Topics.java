package io.tresen.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every topic of the platform. A cluster's topics and access rules are this list. */
public final class Topics {

    public static final Topic CATALOG_PRODUCT =
            Topic.compacted("catalog.product.v1", Set.of("chat", "order", "notification"), "ProductChanged");

    public static final Topic CATALOG_COLLECTION =
            Topic.compacted("catalog.collection.v1", Set.of("chat"), "CollectionChanged");

    public static final Topic CATALOG_AVAILABILITY = Topic.compacted(
            "catalog.availability.v1",
            Set.of("chat", "notification"),
            "ProductSoldOut",
            "ProductBackInStock",
            "AvailabilityChanged");

    public static final Topic CATALOG_RESERVATION = Topic.kept(
            "catalog.reservation.v1",
            Duration.ofDays(14),
            Set.of("order"),
            "StockReserved",
            "StockRejected",
            "StockReleased",
            "StockClaimed",
            "StockRestocked");

    public static final Topic ORDER_ORDER = Topic.kept(
            "order.order.v1",
            Duration.ofDays(400),
            Set.of("catalog", "chat", "notification"),
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

    public static final Topic ORDER_RULES = Topic.compacted("order.rules.v1", Set.of("chat"), "RulesChanged");

    public static final Topic ORDER_DISCOUNT = Topic.compacted("order.discount.v1", Set.of("chat"), "DiscountChanged");

    public static final Topic ORDER_PAYMENT_REQUEST = Topic.kept(
            "order.payment-request.v1",
            Duration.ofDays(14),
            Set.of("payment"),
            "PaymentRequested",
            "PaymentWithdrawn",
            "CollectionOpened",
            "RefundRequested");

    public static final Topic PAYMENT_PAYMENT = Topic.kept(
            "payment.payment.v1",
            Duration.ofDays(400),
            Set.of("chat", "order", "notification"),
            "PaymentPending",
            "PaymentSucceeded",
            "PaymentFailed",
            "PaymentUnknown",
            "PaymentHeld",
            "PaymentCancelled",
            "RefundSucceeded",
            "RefundFailed",
            "CashCollected");

    public static final Topic PAYMENT_TRANSFER = Topic.kept(
            "payment.transfer.v1",
            Duration.ofDays(400),
            Set.of("chat"),
            "TransferRequested",
            "TransferPending",
            "TransferPosted",
            "TransferVoided",
            "TransferExpired",
            "TransferRefused",
            "TopUpSucceeded",
            "TopUpRefunded",
            "TopUpRefundFailed");

    public static final Topic CHAT_CONVERSATION = Topic.kept(
            "chat.conversation.v1",
            Duration.ofDays(14),
            Set.of("order", "payment", "notification"),
            "CheckoutRequested",
            "CancellationRequested",
            "DeliveryAddressSubmitted",
            "BackInStockWished",
            "TransferSubmitted",
            "TransferAnswered",
            "NoticeSent",
            "NoticeRefused",
            "NoticeFailed");

    public static final Topic CHAT_SHOPPER =
            Topic.compacted("chat.shopper.v1", Set.of("order", "payment", "notification"), "ShopperChanged");

    public static final Topic CHAT_BUSINESS = Topic.compacted(
            "chat.business.v1", Set.of("catalog", "order", "payment", "notification"), "BusinessChanged");

    public static final Topic CHAT_TOKEN = Topic.compacted(
            "chat.token.v1", Set.of("catalog", "chat", "order", "payment", "notification"), "TokenRevoked");

    public static final Topic CHAT_PUSHED =
            Topic.kept("chat.pushed.v1", Duration.ofHours(1), Set.of("chat"), "MessagePushed");

    public static final Topic NOTIFICATION_NOTICE = Topic.kept(
            "notification.notice.v1", Duration.ofDays(14), Set.of("chat"), "NoticeRequested", "NoticeSuppressed");

    /** The five services; each owns the topics that begin with its name. */
    public static final List<String> SERVICES = List.of("catalog", "chat", "order", "payment", "notification");

    private static final List<Topic> EVENTS = List.of(
            CATALOG_PRODUCT,
            CATALOG_COLLECTION,
            CATALOG_AVAILABILITY,
            CATALOG_RESERVATION,
            ORDER_ORDER,
            ORDER_RULES,
            ORDER_DISCOUNT,
            ORDER_PAYMENT_REQUEST,
            PAYMENT_PAYMENT,
            PAYMENT_TRANSFER,
            CHAT_CONVERSATION,
            CHAT_SHOPPER,
            CHAT_BUSINESS,
            CHAT_TOKEN,
            CHAT_PUSHED,
            NOTIFICATION_NOTICE);

    private Topics() {}

    /** Dead letters of a service: original bytes, reason and origin in headers; read by that service alone. */
    public static Topic deadLetters(String service) {
        return Topic.kept(service + ".dlq.v1", Duration.ofDays(30), Set.of(service));
    }

    /** All topics, dead letters included, in a fixed order. */
    public static List<Topic> all() {
        return Stream.concat(EVENTS.stream(), SERVICES.stream().map(Topics::deadLetters))
                .toList();
    }
}
