package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import java.util.Locale;
import java.util.UUID;

/**
 * What a shopper asked for in a chat.
 *
 * @param conversationId where it was said
 * @param shopperId who said it
 * @param kind of a submitted transfer; null for an answer
 * @param counterpartId the other side of a submitted transfer; null for the business, and for an answer
 * @param amount of a submitted transfer; null where what came was no amount, and for an answer
 */
public record TransferAsk(
        UUID businessId,
        UUID transferId,
        UUID conversationId,
        UUID shopperId,
        What what,
        Kind kind,
        UUID counterpartId,
        Money amount) {

    /** What is asked for. */
    public enum What {
        SUBMIT,
        ACCEPT,
        DECLINE,
        CANCEL;

        /** The word of the column. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static What of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The shopper whose wallet would pay; null for a business that was asked for money. */
    UUID payerId() {
        return kind == Kind.SEND ? shopperId : counterpartId;
    }

    /** The shopper who would be paid; null for the business. */
    UUID payeeId() {
        return kind == Kind.SEND ? counterpartId : shopperId;
    }
}
