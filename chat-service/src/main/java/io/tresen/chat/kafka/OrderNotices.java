package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.Milestones;
import io.tresen.chat.PaymentLinks;
import io.tresen.chat.ReceiptLinks;
import io.tresen.chat.Shoppers;
import io.tresen.chat.Telling;
import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.ToPay;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderDelivered;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to orders is told to their shoppers, once per event; the copy is {@link OrderTopic}. */
@ApplicationScoped
public class OrderNotices {

    private static final String NOT_FOUND = "not-found";

    private final Telling telling;
    private final Milestones milestones;
    private final PaymentLinks links;
    private final ReceiptLinks receipts;
    private final Shoppers shoppers;
    private final BusinessClock clock;
    private final EventProcess process;

    OrderNotices(
            Consumers consumers,
            Telling telling,
            Milestones milestones,
            FailedCheckouts failed,
            PaymentLinks links,
            ReceiptLinks receipts,
            Shoppers shoppers,
            BusinessClock clock) {
        this.telling = telling;
        this.milestones = milestones;
        this.links = links;
        this.receipts = receipts;
        this.shoppers = shoppers;
        this.clock = clock;
        process = consumers
                .process("chat.order-notices", Topics.ORDER_ORDER)
                .on(OrderPlaced.class, this::placed)
                .on(CheckoutDeclined.class, failed::declined)
                .on(OrderRejected.class, failed::rejected)
                .on(OrderConfirmed.class, this::confirmed)
                .on(
                        OrderExpired.class,
                        (tx, event, it) ->
                                tell(tx, event, it.getConversationId(), language -> plain("expired", it.getOrderNo())))
                .on(
                        OrderCancelled.class,
                        (tx, event, it) -> tell(
                                tx, event, it.getConversationId(), language -> plain("cancelled", it.getOrderNo())))
                .on(
                        CancellationRefused.class,
                        (tx, event, it) -> tell(
                                tx,
                                event,
                                it.getConversationId(),
                                language -> because("cancellation_refused", it.getOrderNo(), it.getCode(), language)))
                .on(OrderShipped.class, this::shipped)
                .on(OrderDelivered.class, this::delivered)
                .on(OrderReturned.class, this::returned)
                .on(
                        DeliveryAddressCorrected.class,
                        (tx, event, it) -> tell(
                                tx,
                                event,
                                it.getConversationId(),
                                language -> plain("address_corrected", it.getOrderNo())))
                .on(DeliveryAddressRefused.class, this::addressRefused)
                .open();
    }

    @Incoming("order-notices")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private void confirmed(Tx tx, Event event, OrderConfirmed it) {
        milestones.sold(tx, event.businessId(), it.getConversationId(), it.getOccurredAt());
        tell(tx, event, it.getConversationId(), language -> {
            String total = Amounts.price(it.getTotal(), language);
            String kind = "order_confirmation";
            return receipts.of(tx, event.businessId(), it.getOrderId(), language)
                    .map(link -> Notice.ofOrder(kind, it.getOrderNo(), it.getOrderNo(), total, link)
                            .saying("order_confirmation.receipt"))
                    .orElseGet(() -> Notice.ofOrder(kind, it.getOrderNo(), it.getOrderNo(), total))
                    .offering(status(it.getOrderNo(), language));
        });
    }

    /** What is kept is read only where a conversation is told something. */
    private void placed(Tx tx, Event event, OrderPlaced it) {
        if (it.getConversationId() == null) {
            return;
        }
        telling.placed(tx, event, it.getOrderId(), it.getOrderNo());
        OrderAmounts amounts = it.getAmounts();
        links.keepParts(
                tx,
                event.businessId(),
                it.getOrderId(),
                new ToPay.Parts(
                        amounts.getSubtotalMinor(),
                        amounts.getShippingMinor(),
                        amounts.getDiscountMinor(),
                        amounts.getTaxMinor(),
                        amounts.getTaxIncludedMinor(),
                        Amounts.onlyPercent(it.getTaxes())));
        if (it.getReceiptKey() != null) {
            receipts.keep(tx, event.businessId(), it.getOrderId(), it.getReceiptKey());
        }
    }

    private void shipped(Tx tx, Event event, OrderShipped it) {
        tell(tx, event, it.getConversationId(), language -> Notice.ofOrder(
                        "shipping", it.getOrderNo(), it.getOrderNo(), it.getCarrier(), it.getTrackingNumber())
                .offering(status(it.getOrderNo(), language)));
    }

    private void delivered(Tx tx, Event event, OrderDelivered it) {
        tell(tx, event, it.getConversationId(), language -> {
            Notice notice = plain("delivered", it.getOrderNo());
            return it.getComplete() ? notice : notice.saying("delivered.part");
        });
    }

    /** It was kept when it was given; what was refused is not offered for the next order. */
    private void addressRefused(Tx tx, Event event, DeliveryAddressRefused it) {
        tell(
                tx,
                event,
                it.getConversationId(),
                language -> because("address_refused", it.getOrderNo(), it.getCode(), language));
        if (it.getShopperId() != null) {
            shoppers.forgetAddress(tx, event.businessId(), it.getShopperId()); // behind the conversation's lock
        }
    }

    /** What becomes of the money is told when it moves: a return moves none by itself. */
    private void returned(Tx tx, Event event, OrderReturned it) {
        tell(tx, event, it.getConversationId(), language -> {
            Notice notice = plain("returned", it.getOrderNo());
            return it.getComplete() ? notice : notice.saying("returned.part");
        });
    }

    private void tell(Tx tx, Event event, UUID conversationId, Function<Language, Notice> notice) {
        telling.tell(tx, clock.now(), event, conversationId, notice);
    }

    private static Notice plain(String kind, String orderNo) {
        return Notice.ofOrder(kind, orderNo, orderNo);
    }

    /** An order that the asker can't see has no number for them either. */
    private static Notice because(String kind, String orderNo, String code, Language language) {
        String reason = Phrases.of(language).reason(code);
        return code.equals(NOT_FOUND)
                ? new Notice(NoticeMark.of(kind), kind + ".unknown", List.of(reason), List.of(), null)
                : Notice.ofOrder(kind, orderNo, orderNo, reason);
    }

    private static List<Choice> status(String orderNo, Language language) {
        return List.of(Choice.of("order:" + orderNo, Phrases.of(language).text("order.button")));
    }
}
