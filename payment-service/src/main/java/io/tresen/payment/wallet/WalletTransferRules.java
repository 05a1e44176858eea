package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferDecision.Act;
import io.tresen.payment.wallet.WalletTransferDecision.Booking;
import io.tresen.payment.wallet.WalletTransferDecision.Duplicate;
import io.tresen.payment.wallet.WalletTransferDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of a transfer.
 *
 * <pre>
 *   requested ── payer's PIN, sent to a shopper ──▶ pending ── payee accepts ──▶ posted
 *    │   └────── payer's PIN, asked for, or sent to the shop ────────────────────▶ ▲
 *    │                                                │
 *    └─────────── declined · cancelled · expired ◀────┘   (what was held is free again)
 * </pre>
 *
 * <p>Who is asked declines, who began cancels. An answer at {@code expiresAt} or later is too late, whether or not the timer
 * has been there.
 */
public final class WalletTransferRules {

    /** What was sent goes back after this. */
    static final Duration SEND_LASTS = Duration.ofDays(7);

    /** What was asked for lapses after this. */
    static final Duration REQUEST_LASTS = Duration.ofDays(3);

    /** How far back a payer's day reaches. */
    public static final Duration DAY = Duration.ofHours(24);

    private WalletTransferRules() {}

    /** So many requests of one shopper may be open at a time, and so many to the same payer: nobody is asked by the dozen. */
    static final int OPEN_REQUESTS = 5;

    static final int OPEN_REQUESTS_TO_ONE = 1;

    /** Whether a shopper may ask once more. @param open how many of theirs wait, @param toThisPayer how many for this payer */
    public static Optional<WalletTransferRejection> tooManyRequests(long open, long toThisPayer) {
        return open >= OPEN_REQUESTS || toThisPayer >= OPEN_REQUESTS_TO_ONE
                ? Optional.of(WalletTransferRejection.TOO_MANY_REQUESTS)
                : Optional.empty();
    }

    /** When a transfer of this kind that begins now lapses. */
    public static Instant expiry(Kind kind, Instant now) {
        return now.plus(kind == Kind.SEND ? SEND_LASTS : REQUEST_LASTS);
    }

    /** Why such a transfer can't begin; also for what is more than one may move. Parameters as below. */
    public static Optional<WalletTransferRejection> refusal(
            UUID payerId, UUID payeeId, Money amount, String currency, WalletLimit limit) {
        return refusal(payerId, payeeId, amount, currency).or(() -> tooMuchAtOnce(amount, limit));
    }

    /**
     * Why such a transfer can't begin, whatever the limits.
     *
     * @param payerId null where a business is asked for money
     * @param payeeId null for the business
     * @param amount null where what came was none
     * @param currency the business's
     */
    static Optional<WalletTransferRejection> refusal(UUID payerId, UUID payeeId, Money amount, String currency) {
        if (amount == null || amount.amountMinor() == 0) {
            return Optional.of(WalletTransferRejection.INVALID_AMOUNT);
        }
        if (!amount.currency().equals(currency)) {
            return Optional.of(WalletTransferRejection.OTHER_CURRENCY);
        }
        if (payerId == null) {
            return Optional.of(WalletTransferRejection.BUSINESS_DOES_NOT_PAY);
        }
        return payerId.equals(payeeId) ? Optional.of(WalletTransferRejection.TO_ONESELF) : Optional.empty();
    }

    /** It begins and waits for the payer's PIN. @param draft of version 0 */
    public static Act begin(WalletTransfer draft) {
        return new Act(draft.now(WalletTransferStatus.REQUESTED), Booking.NONE);
    }

    /** Who pays, under the lock of the balance. @param spentMinor as in {@link #authorise} */
    record Payer(long availableMinor, long spentMinor) {}

    /** It begins with the payer's word and waits for nobody. Money that is missing is said before a limit (INTERFACE 8). */
    static WalletTransferDecision sendAtOnce(WalletTransfer draft, WalletLimit limit, Payer payer, Instant now) {
        if (draft.amount().amountMinor() > payer.availableMinor()) {
            return new Refused(PaymentRejection.INSUFFICIENT_FUNDS);
        }
        Optional<WalletTransferRejection> tooMuch = tooMuch(draft, limit, payer.spentMinor());
        return tooMuch.isPresent() ? new Refused(tooMuch.get()) : posted(draft, now);
    }

    private static Optional<WalletTransferRejection> tooMuchAtOnce(Money amount, WalletLimit limit) {
        return amount.amountMinor() > limit.perTransfer().amountMinor()
                ? Optional.of(WalletTransferRejection.TRANSFER_LIMIT_EXCEEDED)
                : Optional.empty();
    }

    private static Optional<WalletTransferRejection> tooMuch(
            WalletTransfer transfer, WalletLimit limit, long spentMinor) {
        return tooMuchAtOnce(transfer.amount(), limit)
                .or(() -> transfer.amount().amountMinor() > limit.perDay().amountMinor() - spentMinor
                        ? Optional.of(WalletTransferRejection.DAILY_LIMIT_EXCEEDED)
                        : Optional.empty());
    }

    /** It is submitted once more. */
    static WalletTransferDecision submitAgain() {
        return new Duplicate("submitted-again");
    }

    /**
     * The payer agreed by PIN.
     *
     * @param spentMinor what the payer agreed to within the last {@link #DAY}, without this
     */
    public static WalletTransferDecision authorise(
            WalletTransfer transfer, Party by, WalletLimit limit, long spentMinor, Instant now) {
        if (by == Party.STRANGER) {
            return new Refused(WalletTransferRejection.UNKNOWN_TRANSFER);
        }
        if (by == Party.PAYEE) {
            return new Refused(WalletTransferRejection.NOT_YOURS_TO_ANSWER);
        }
        return switch (transfer.status()) {
            case REQUESTED -> isOver(transfer, now) ? ended() : agreed(transfer, limit, spentMinor, now);
            case PENDING -> new Duplicate("already-sent");
            case POSTED -> new Duplicate("already-posted");
            case DECLINED, CANCELLED, EXPIRED, REFUSED -> ended();
        };
    }

    /**
     * As {@link #authorise}, of a transfer that pays its order.
     *
     * @param paymentId the attempt that would capture it; null where the order can't be paid now
     */
    static WalletTransferDecision payOrder(WalletTransfer transfer, Party by, UUID paymentId, Instant now) {
        if (by == Party.STRANGER) {
            return new Refused(WalletTransferRejection.UNKNOWN_TRANSFER);
        }
        if (by == Party.PAYEE) {
            return new Refused(WalletTransferRejection.NOT_YOURS_TO_ANSWER);
        }
        if (transfer.status() == WalletTransferStatus.POSTED) {
            return new Duplicate("already-posted");
        }
        if (!transfer.status().isOpen() || isOver(transfer, now)) {
            return ended();
        }
        return paymentId == null
                ? new Refused(WalletTransferRejection.ORDER_NOT_PAYABLE)
                : new Act(transfer.paidOrder(paymentId, now), Booking.PAY_ORDER);
    }

    /** The order that it would pay is paid otherwise, or asks no longer. */
    static WalletTransferDecision orderClosed(WalletTransfer transfer) {
        return transfer.status().isOpen()
                ? new Act(transfer.now(WalletTransferStatus.CANCELLED), Booking.NONE)
                : new Duplicate("ended-before");
    }

    private static WalletTransferDecision agreed(
            WalletTransfer transfer, WalletLimit limit, long spentMinor, Instant now) {
        Optional<WalletTransferRejection> tooMuch = tooMuch(transfer, limit, spentMinor);
        if (tooMuch.isPresent()) {
            return new Refused(tooMuch.get());
        }
        return transfer.kind() == Kind.SEND && !transfer.toBusiness()
                ? new Act(transfer.authorised(WalletTransferStatus.PENDING, now, now.plus(SEND_LASTS)), Booking.HOLD)
                : posted(transfer, now);
    }

    private static Act posted(WalletTransfer transfer, Instant now) {
        return new Act(transfer.authorised(WalletTransferStatus.POSTED, now, transfer.expiresAt()), Booking.POST);
    }

    /** The payee takes what was sent; a payer's yes to what was asked for is no such answer, it is the PIN. */
    public static WalletTransferDecision accept(WalletTransfer transfer, Party by, Instant now) {
        if (by == Party.STRANGER) {
            return new Refused(WalletTransferRejection.UNKNOWN_TRANSFER);
        }
        boolean asked = by == (transfer.kind() == Kind.SEND ? Party.PAYEE : Party.PAYER);
        if (!asked) {
            return new Refused(WalletTransferRejection.NOT_YOURS_TO_ANSWER);
        }
        return switch (transfer.status()) {
            case REQUESTED -> isOver(transfer, now) ? ended() : new Refused(WalletTransferRejection.PIN_NEEDED);
            case PENDING ->
                isOver(transfer, now) ? ended() : new Act(transfer.now(WalletTransferStatus.POSTED), Booking.POST_HELD);
            case POSTED -> new Duplicate("already-posted");
            case DECLINED, CANCELLED, EXPIRED, REFUSED -> ended();
        };
    }

    /** Who is asked says no. */
    public static WalletTransferDecision decline(WalletTransfer transfer, Party by, Instant now) {
        Party asked = transfer.kind() == Kind.SEND ? Party.PAYEE : Party.PAYER;
        return end(transfer, by, asked, WalletTransferStatus.DECLINED, "already-declined", now);
    }

    /** Who began takes it back. */
    public static WalletTransferDecision cancel(WalletTransfer transfer, Party by, Instant now) {
        Party began = transfer.kind() == Kind.SEND ? Party.PAYER : Party.PAYEE;
        return end(transfer, by, began, WalletTransferStatus.CANCELLED, "already-cancelled", now);
    }

    private static WalletTransferDecision end(
            WalletTransfer transfer, Party by, Party whose, WalletTransferStatus end, String again, Instant now) {
        if (by == Party.STRANGER) {
            return new Refused(WalletTransferRejection.UNKNOWN_TRANSFER);
        }
        if (by != whose) {
            return new Refused(WalletTransferRejection.NOT_YOURS_TO_ANSWER);
        }
        if (transfer.status() == end) {
            return new Duplicate(again);
        }
        if (!transfer.status().isOpen() || isOver(transfer, now)) {
            return ended();
        }
        return new Act(transfer.now(end), held(transfer, Booking.VOID_HELD));
    }

    /** Its time is over. */
    public static WalletTransferDecision expire(WalletTransfer transfer, Instant now) {
        if (!transfer.status().isOpen()) {
            return new Duplicate(
                    transfer.status() == WalletTransferStatus.EXPIRED ? "already-expired" : "ended-before");
        }
        if (!isOver(transfer, now)) {
            return new Duplicate("not-due");
        }
        return new Act(transfer.now(WalletTransferStatus.EXPIRED), held(transfer, Booking.EXPIRE_HELD));
    }

    private static Booking held(WalletTransfer transfer, Booking booking) {
        return transfer.status() == WalletTransferStatus.PENDING ? booking : Booking.NONE;
    }

    private static boolean isOver(WalletTransfer transfer, Instant now) {
        return !now.isBefore(transfer.expiresAt());
    }

    private static Refused ended() {
        return new Refused(WalletTransferRejection.TRANSFER_ENDED);
    }
}
