package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.BackInStock;
import io.tresen.chat.ChatEvent.Party;
import io.tresen.contracts.Topics;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Notices that notification-service asks for, each answered by one NoticeSent or NoticeRefused. */
@ApplicationScoped
public class NoticeTopic {

    private final EventProcess process;

    NoticeTopic(Consumers consumers, BackInStock backInStock, BusinessClock clock) {
        process = consumers
                .process("chat.notices", Topics.NOTIFICATION_NOTICE)
                .on(NoticeRequested.class, (tx, event, it) -> {
                    if (!it.getKind().equals("back_in_stock")) {
                        throw new RecordFault("unknown-kind", "this service has no notice " + it.getKind());
                    }
                    Party party = new Party(it.getBusinessId(), it.getConversationId(), it.getShopperId());
                    backInStock.requested(tx, clock.now(), event, it.getNoticeId(), party, it.getRetailerId());
                })
                .open();
    }

    @Incoming("notice-requests")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }
}
