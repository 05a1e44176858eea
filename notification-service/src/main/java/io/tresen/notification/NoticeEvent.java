package io.tresen.notification;

import java.time.Instant;
import java.util.UUID;

/** What happened to a notice before the chat was asked. Times are business time. */
public sealed interface NoticeEvent {

    /** The notice that it is about. */
    Notice notice();

    /** When it happened. */
    Instant at();

    /** The chat shall tell the shopper. */
    record Requested(Notice notice, Instant at) implements NoticeEvent {}

    /** It was stopped: {@code opted-out} or {@code told-recently}. */
    record Suppressed(Notice notice, String reason, Instant at) implements NoticeEvent {}

    /** A notice of one product to one shopper. */
    record Notice(
            UUID noticeId, UUID businessId, UUID conversationId, UUID shopperId, UUID productId, String retailerId) {}
}
