package io.tresen.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.notification.ListedNotice;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A notice as the interface shows it (INTERFACE 9).
 *
 * @param state {@code waiting}, {@code sent} or {@code suppressed}
 * @param reason why it was suppressed, else absent
 * @param at when it came into its state
 */
public record NoticeView(
        UUID noticeId,
        String retailerId,
        UUID conversationId,
        @Schema(enumeration = {"waiting", "sent", "suppressed"}) String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
        Instant at) {

    static NoticeView of(ListedNotice it) {
        return new NoticeView(it.noticeId, it.retailerId, it.conversationId, it.state, it.reason, it.at);
    }
}
