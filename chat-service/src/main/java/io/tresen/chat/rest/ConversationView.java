package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.Business;
import io.tresen.chat.ConversationHistory;
import io.tresen.chat.Inbox;
import io.tresen.chat.PhoneNumber;
import io.tresen.messaging.By;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A conversation as the business sees it.
 *
 * @param waId the shopper's alias
 * @param assignedTo staff id; null for nobody
 * @param consentGiven to the shop's current terms
 * @param lastPosition of its last message, 0 for none
 * @param phone the shopper's number, confirmed at {@code …/phone}; absent without one
 * @param statedPhone the number that the shopper wrote into their last address, which nobody has confirmed
 * @param proposedPhone the stated number with a country code, as the address's country most likely means it: to be looked at
 *     and confirmed; absent where that can't be told
 * @param test the shopper is the merchant's own, who tries the shop
 * @param lastMessage null while nobody has written
 */
public record ConversationView(
        UUID conversationId,
        UUID shopperId,
        String waId,
        String displayName,
        String status,
        UUID assignedTo,
        List<String> tags,
        boolean test,
        @JsonInclude(JsonInclude.Include.NON_NULL) String locale,
        boolean consentGiven,
        boolean marketingAllowed,
        Instant openedAt,
        Instant lastMessageAt,
        Instant lastInboundAt,
        long lastPosition,
        @JsonInclude(JsonInclude.Include.NON_NULL) String phone,
        @JsonInclude(JsonInclude.Include.NON_NULL) String statedPhone,
        @JsonInclude(JsonInclude.Include.NON_NULL) String proposedPhone,
        Inbox.LastMessage lastMessage,
        List<Deed> history) {

    /** What people did in it beside writing. */
    public record Deed(int sequence, String event, Instant at, By by, @JsonIgnore Map<String, Object> detail) {

        /** {@code staff_id} of an assignment, {@code tags} as they are then. */
        @JsonAnyGetter
        public Map<String, Object> more() {
            return detail;
        }
    }

    static ConversationView of(Inbox.Detail detail, Business business, List<ConversationHistory.Entry> history) {
        Inbox.Line line = detail.line();
        return new ConversationView(
                line.conversationId(),
                line.shopperId(),
                detail.waId(),
                line.displayName(),
                line.status(),
                line.assignedTo(),
                line.tags(),
                line.test(),
                detail.locale(),
                detail.termsVersion() != null && detail.termsVersion() == business.termsVersion(),
                detail.marketingAllowed(),
                detail.openedAt(),
                line.lastMessageAt(),
                detail.lastInboundAt(),
                detail.lastPosition(),
                detail.phone(),
                detail.statedPhone(),
                detail.statedPhone() == null
                        ? null
                        : PhoneNumber.proposed(detail.statedPhone(), detail.statedCountry())
                                .orElse(null),
                line.lastMessage(),
                history.stream()
                        .map(it -> new Deed(it.sequence(), it.event(), it.at(), it.by(), it.detail()))
                        .toList());
    }
}
