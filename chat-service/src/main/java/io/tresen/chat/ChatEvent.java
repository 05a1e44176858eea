package io.tresen.chat;

import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.PaymentWay;
import io.tresen.chat.assistant.TransferAnswer;
import io.tresen.chat.assistant.TransferKind;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What chat-service tells the others. Addresses are sealed on their way out; nothing else here names a person. */
public sealed interface ChatEvent {

    /** Snapshot of a business. */
    record BusinessChanged(Business business) implements ChatEvent {}

    /** Snapshot of a shopper. */
    record ShopperChanged(Shopper shopper, List<UUID> conversations) implements ChatEvent {}

    /** A token is refused from now on; {@code endsAt}: when it need not be remembered any more. */
    record TokenRevoked(UUID businessId, UUID tokenId, Instant endsAt) implements ChatEvent {}

    /** A revoked token could neither be used nor renewed any more. */
    record TokenForgotten(UUID businessId, UUID tokenId) implements ChatEvent {}

    /**
     * The conversation has something new for its streams.
     *
     * @param position of its last message; {@link #MARKS} where there is no new one
     */
    record MessagePushed(UUID businessId, UUID conversationId, long position) implements ChatEvent {

        /** No message's position: a mark on messages that a stream may have sent already. */
        public static final long MARKS = 0;
    }

    /** The cart was ordered; {@code rulesVersion} null for a shop without rules, {@code address} for services only. */
    record CheckoutRequested(
            Party party,
            UUID orderId,
            long number,
            Cart cart,
            Money total,
            Long rulesVersion,
            PaymentWay method,
            Address address)
            implements ChatEvent {}

    /** An order shall be cancelled. */
    record CancellationRequested(Party party, UUID orderId, UUID requestId) implements ChatEvent {}

    /** An order's address shall be corrected. */
    record AddressSubmitted(Party party, UUID orderId, UUID requestId, Address address) implements ChatEvent {}

    /** Money shall go from one shopper to another, or to the shop for {@code counterpart} null. */
    record TransferSubmitted(Party party, UUID transferId, TransferKind kind, UUID counterpart, Money amount)
            implements ChatEvent {}

    /** A shopper answered a transfer. */
    record TransferAnswered(Party party, UUID transferId, TransferAnswer answer) implements ChatEvent {}

    /** The shopper wants to be told when a product is back. */
    record BackInStockWished(Party party, UUID productId, String retailerId, long availabilityVersion)
            implements ChatEvent {}

    /** A requested notice is in the conversation. */
    record NoticeSent(Party party, UUID noticeId, String messageId) implements ChatEvent {}

    /** A requested notice was not sent. */
    record NoticeRefused(Party party, UUID noticeId, String reason) implements ChatEvent {}

    /** What was told as sent did not arrive. @param code the channel's; empty for none */
    record NoticeFailed(Party party, UUID noticeId, String messageId, String code) implements ChatEvent {}

    /** Who talks with whom. */
    record Party(UUID businessId, UUID conversationId, UUID shopperId) {}
}
