package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Money from one person to another, or to the shop.
 *
 * @param payerId the shopper whose wallet pays
 * @param payeeId the shopper who is paid; null for the business itself
 * @param amount above zero; null only where what was submitted was no amount, which is refused
 * @param note what who began it wrote; null for none. Never in an event
 * @param orderId the order that it is for, where somebody said so
 * @param paysOrder true when it pays that order, by an attempt of the order's; else it stands beside it
 * @param paymentId that attempt, once it is posted
 * @param conversationId where it began; null by REST
 * @param code why it was refused; null where it was not
 * @param begunBy who began it
 * @param createdAt business time, as all times here
 * @param authorisedAt when the payer agreed to it; null before
 * @param expiresAt when it lapses while it is open
 * @param version rises by one a change; 0 for a refused one
 */
public record WalletTransfer(
        UUID id,
        UUID businessId,
        Kind kind,
        UUID payerId,
        UUID payeeId,
        Money amount,
        String note,
        UUID orderId,
        boolean paysOrder,
        UUID paymentId,
        UUID conversationId,
        WalletTransferStatus status,
        String code,
        By begunBy,
        Instant createdAt,
        Instant authorisedAt,
        Instant expiresAt,
        long version) {

    /** Who began it. */
    public enum Kind {
        /** The payer. */
        SEND,
        /** The payee asked for it. */
        REQUEST;

        /** The word of the column. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What somebody is to a transfer. */
    public enum Party {
        PAYER,
        PAYEE,
        STRANGER
    }

    /** One that begins now; nothing has been decided about it. */
    static WalletTransfer draft(
            UUID id,
            UUID businessId,
            Kind kind,
            UUID payerId,
            UUID payeeId,
            Money amount,
            String note,
            UUID orderId,
            UUID conversationId,
            By by,
            Instant now) {
        return new WalletTransfer(
                id,
                businessId,
                kind,
                payerId,
                payeeId,
                amount,
                note,
                orderId,
                false,
                null,
                conversationId,
                WalletTransferStatus.REQUESTED,
                null,
                by,
                now,
                null,
                WalletTransferRules.expiry(kind, now),
                0);
    }

    /** A draft that can't be. */
    WalletTransfer refused(String why) {
        return new WalletTransfer(
                id,
                businessId,
                kind,
                payerId,
                payeeId,
                amount,
                note,
                orderId,
                paysOrder,
                paymentId,
                conversationId,
                WalletTransferStatus.REFUSED,
                why,
                begunBy,
                createdAt,
                null,
                expiresAt,
                0);
    }

    /** True when the business itself is paid. */
    public boolean toBusiness() {
        return payeeId == null;
    }

    /** What a shopper is to it. What was sent is nothing to the payee before the payer has agreed to it. */
    public Party party(UUID shopperId) {
        if (shopperId.equals(payerId)) {
            return Party.PAYER;
        }
        return shopperId.equals(payeeId) && isOffered() ? Party.PAYEE : Party.STRANGER;
    }

    /** What the business itself is to it. */
    public Party partyOfBusiness() {
        return toBusiness() && isOffered() ? Party.PAYEE : Party.STRANGER;
    }

    private boolean isOffered() {
        return status != WalletTransferStatus.REFUSED && (kind == Kind.REQUEST || authorisedAt != null);
    }

    /** True when it ended by the payer's word. */
    public boolean endedByPayer() {
        return status == (kind == Kind.SEND ? WalletTransferStatus.CANCELLED : WalletTransferStatus.DECLINED);
    }

    /** A draft that is to pay its order. @param payBy until when that can be paid; null for ever */
    WalletTransfer payingOrder(Instant payBy) {
        Instant end = payBy != null && payBy.isBefore(expiresAt) ? payBy : expiresAt;
        return with(status, true, null, authorisedAt, end, version);
    }

    /** It has paid its order. @param payment by this attempt */
    WalletTransfer paidOrder(UUID payment, Instant at) {
        return with(WalletTransferStatus.POSTED, paysOrder, payment, at, expiresAt, version + 1);
    }

    WalletTransfer now(WalletTransferStatus next) {
        return with(next, paysOrder, paymentId, authorisedAt, expiresAt, version + 1);
    }

    WalletTransfer authorised(WalletTransferStatus next, Instant at, Instant expires) {
        return with(next, paysOrder, paymentId, at, expires, version + 1);
    }

    private WalletTransfer with(
            WalletTransferStatus next, boolean paying, UUID payment, Instant authorised, Instant expires, long number) {
        return new WalletTransfer(
                id,
                businessId,
                kind,
                payerId,
                payeeId,
                amount,
                note,
                orderId,
                paying,
                payment,
                conversationId,
                next,
                code,
                begunBy,
                createdAt,
                authorised,
                expires,
                number);
    }
}
