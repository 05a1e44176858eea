package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BackInStockWished;
import io.tresen.contracts.chat.v1.NoticeFailed;
import io.tresen.contracts.chat.v1.NoticeRefused;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.Notices;
import io.tresen.notification.Subscriptions;
import io.tresen.notification.Subscriptions.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What shoppers wish, and what came of notices in the chat. */
@ApplicationScoped
public class ConversationTopic {

    private final EventProcess process;

    ConversationTopic(Consumers consumers, Subscriptions subscriptions, Notices notices, BusinessClock clock) {
        process = consumers
                .process("notification.conversations", Topics.CHAT_CONVERSATION)
                .on(
                        BackInStockWished.class,
                        (tx, event, it) -> subscriptions.wished(
                                tx,
                                it.getBusinessId(),
                                wish(event, it),
                                clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .on(
                        NoticeSent.class,
                        (tx, event, it) -> notices.sent(tx, it.getBusinessId(), it.getNoticeId(), it.getOccurredAt()))
                .on(
                        NoticeRefused.class,
                        (tx, event, it) -> notices.refused(
                                tx,
                                it.getBusinessId(),
                                it.getNoticeId(),
                                it.getReason(),
                                clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .on(
                        NoticeFailed.class,
                        (tx, event, it) -> notices.failed(
                                tx,
                                it.getBusinessId(),
                                it.getNoticeId(),
                                clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .open();
    }

    @Incoming("conversations")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** The subscription's id comes from the event's, so that a redelivery makes no second one. */
    private static Wish wish(Event event, BackInStockWished it) {
        return new Wish(
                Ids.v5(event.id(), "subscription"),
                it.getConversationId(),
                it.getShopperId(),
                it.getProductId(),
                it.getRetailerId(),
                it.getAvailabilityVersion(),
                it.getOccurredAt());
    }
}
