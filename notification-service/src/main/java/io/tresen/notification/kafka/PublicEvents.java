package io.tresen.notification.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.contracts.notification.v1.NoticeSuppressed;
import io.tresen.messaging.event.Outgoing;
import io.tresen.notification.NoticeEvent;
import org.apache.avro.specific.SpecificRecord;

/** Maps what happened to a notice to its public event on {@code notification.notice.v1}. */
public final class PublicEvents {

    private static final String KIND = "back_in_stock";

    private PublicEvents() {}

    /** The event, keyed by conversation. */
    public static Outgoing of(NoticeEvent event) {
        NoticeEvent.Notice notice = event.notice();
        SpecificRecord value =
                event instanceof NoticeEvent.Suppressed suppressed ? value(suppressed) : requested(event);
        return Outgoing.of(Topics.NOTIFICATION_NOTICE, notice.conversationId(), notice.businessId(), value);
    }

    private static NoticeRequested requested(NoticeEvent event) {
        NoticeEvent.Notice notice = event.notice();
        return NoticeRequested.newBuilder()
                .setNoticeId(notice.noticeId())
                .setBusinessId(notice.businessId())
                .setConversationId(notice.conversationId())
                .setShopperId(notice.shopperId())
                .setKind(KIND)
                .setProductId(notice.productId())
                .setRetailerId(notice.retailerId())
                .setOccurredAt(event.at())
                .build();
    }

    private static NoticeSuppressed value(NoticeEvent.Suppressed event) {
        NoticeEvent.Notice notice = event.notice();
        return NoticeSuppressed.newBuilder()
                .setNoticeId(notice.noticeId())
                .setBusinessId(notice.businessId())
                .setConversationId(notice.conversationId())
                .setShopperId(notice.shopperId())
                .setProductId(notice.productId())
                .setRetailerId(notice.retailerId())
                .setReason(event.reason())
                .setOccurredAt(event.at())
                .build();
    }
}
