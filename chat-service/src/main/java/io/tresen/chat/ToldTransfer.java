package io.tresen.chat;

import io.tresen.chat.assistant.TransferKind;
import io.tresen.messaging.Money;
import java.util.UUID;

/**
 * A transfer as payment-service tells of it.
 *
 * @param payeeId the shopper who is paid; null for the shop
 * @param conversationId where it began; null where it began by REST
 */
public record ToldTransfer(
        UUID id, TransferKind kind, UUID payerId, UUID payeeId, Money amount, long version, UUID conversationId) {

    UUID beganBy() {
        return kind == TransferKind.SEND ? payerId : payeeId;
    }
}
