package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.PaymentLinks;
import io.tresen.chat.Telling;
import io.tresen.chat.ToldRefunds;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.ToPay;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to payments is told to their shoppers, once per event; the copy is {@link PaymentTopic}. */
@ApplicationScoped
public class PaymentNotices {

    private final Telling telling;
    private final PaymentLinks links;
    private final BusinessClock clock;
    private final EventProcess process;

    PaymentNotices(Consumers consumers, Telling telling, PaymentLinks links, ToldRefunds refunds, BusinessClock clock) {
        this.telling = telling;
        this.links = links;
        this.clock = clock;
        process = consumers
                .process("chat.payment-notices", Topics.PAYMENT_PAYMENT)
                .on(PaymentPending.class, this::pending)
                .on(PaymentFailed.class, this::failed)
                .on(
                        PaymentHeld.class,
                        (tx, event, it) -> tell(
                                tx,
                                event,
                                it.getConversationId(),
                                language -> Notice.ofOrder(
                                        "payment_held",
                                        it.getOrderNo(),
                                        it.getOrderNo(),
                                        Amounts.price(it.getCaptured(), language),
                                        Amounts.price(it.getAmount(), language))))
                .on(PaymentSucceeded.class, (tx, event, it) -> {
                    if (!it.getLate()) { // late money goes back, and the refund tells
                        amount(
                                tx,
                                event,
                                it.getConversationId(),
                                "payment_confirmation",
                                it.getOrderNo(),
                                it.getCaptured());
                    }
                })
                .on(
                        CashCollected.class,
                        (tx, event, it) -> amount(
                                tx,
                                event,
                                it.getConversationId(),
                                "payment_confirmation",
                                it.getOrderNo(),
                                it.getCaptured()))
                .on(RefundSucceeded.class, (tx, event, it) -> {
                    if (it.getRefunded().getAmountMinor() > 0) {
                        refunds.told(tx, event.businessId(), it.getRefundId());
                        amount(tx, event, it.getConversationId(), "refund", it.getOrderNo(), it.getRefunded());
                    }
                })
                .on(RefundFailed.class, (tx, event, it) -> {
                    if (refunds.takeBack(tx, event.businessId(), it.getRefundId())) {
                        tell(tx, event, it.getConversationId(), language -> Notice.ofOrder(
                                        "refund",
                                        it.getOrderNo(),
                                        it.getOrderNo(),
                                        Amounts.price(it.getRefused(), language))
                                .saying("refund.failed"));
                    }
                })
                .open();
    }

    @Incoming("payment-notices")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** Asks for the money once per order: the page stays the same for all attempts. */
    private void pending(Tx tx, Event event, PaymentPending it) {
        boolean nobodys = it.getConversationId() == null || it.getPayToken() == null;
        if (nobodys || !links.keep(tx, event.businessId(), it.getOrderId(), it.getPayToken())) {
            return;
        }
        ToPay toPay = links.of(tx, event.businessId(), it.getOrderId(), it.getOrderNo(), Amounts.of(it.getAmount()))
                .orElseThrow();
        tell(tx, event, it.getConversationId(), language -> Notice.ofOrder(
                        "payment_request", it.getOrderNo(), it.getOrderNo(), Amounts.price(it.getAmount(), language))
                .asking(toPay));
    }

    private void failed(Tx tx, Event event, PaymentFailed it) {
        if (it.getConversationId() == null) {
            return;
        }
        Optional<ToPay> toPay =
                links.of(tx, event.businessId(), it.getOrderId(), it.getOrderNo(), Amounts.of(it.getAmount()));
        tell(tx, event, it.getConversationId(), language -> Notice.ofOrder(
                        "payment_failed", it.getOrderNo(), it.getOrderNo())
                .asking(toPay.orElse(null)));
    }

    private void amount(Tx tx, Event event, UUID conversationId, String kind, String orderNo, Money amount) {
        tell(
                tx,
                event,
                conversationId,
                language -> Notice.ofOrder(kind, orderNo, orderNo, Amounts.price(amount, language)));
    }

    private void tell(Tx tx, Event event, UUID conversationId, Function<Language, Notice> notice) {
        telling.tell(tx, clock.now(), event, conversationId, notice);
    }
}
