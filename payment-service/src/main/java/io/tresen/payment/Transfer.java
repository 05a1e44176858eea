package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A transfer between accounts of one business: entries whose debits equal their credits in its one currency.
 *
 * @param id derived from what it books, so that nothing is booked twice
 * @param by who did it
 */
public record Transfer(UUID id, Kind kind, About about, By by, List<Entry> entries) {

    /** What it books. */
    public enum Kind {
        CAPTURE,
        LATE_CAPTURE,
        HELD_CAPTURE,
        CASH_COLLECTION,
        REFUND,
        REFUND_REVERSAL,
        TOP_UP,
        WALLET_TRANSFER;

        /** The word of the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it belongs to; null where it belongs to none of that kind. */
    public record About(UUID orderId, UUID paymentId, UUID refundId, UUID walletTransferId, UUID topUpId) {

        /** A payment, or a refund of it. */
        public static About payment(UUID paymentId, UUID refundId) {
            return new About(null, paymentId, refundId, null, null);
        }

        /** A transfer of persons. @param orderId the order that it pays; null for none */
        public static About walletTransfer(UUID walletTransferId, UUID orderId) {
            return new About(orderId, null, null, walletTransferId, null);
        }

        /** Money that came into a wallet. */
        public static About topUp(UUID topUpId) {
            return new About(null, null, null, null, topUpId);
        }

        About of(UUID newOrderId) {
            return new About(newOrderId, paymentId, refundId, walletTransferId, topUpId);
        }
    }

    /**
     * One leg.
     *
     * @param ownerId the shopper of a wallet, else null
     * @param debit true for a debit, false for a credit; the amount is above zero
     */
    public record Entry(LedgerAccount account, UUID ownerId, boolean debit, Money amount) {

        /** A leg on an account of the business or the platform. */
        public Entry(LedgerAccount account, boolean debit, Money amount) {
            this(account, null, debit, amount);
        }

        /** Money out of a wallet. */
        public static Entry fromWallet(UUID shopperId, Money amount) {
            return new Entry(LedgerAccount.SHOPPER_WALLET, shopperId, true, amount);
        }

        /** Money into a wallet. */
        public static Entry toWallet(UUID shopperId, Money amount) {
            return new Entry(LedgerAccount.SHOPPER_WALLET, shopperId, false, amount);
        }

        /** The account's name within the business. */
        public AccountKey key() {
            return new AccountKey(account, ownerId, amount.currency());
        }
    }

    /** @throws IllegalArgumentException when it does not balance, or a leg is of zero */
    public Transfer {
        entries = List.copyOf(entries);
        long currencies =
                entries.stream().map(e -> e.amount().currency()).distinct().count();
        long sum = entries.stream()
                .mapToLong(
                        e -> e.debit() ? e.amount().amountMinor() : -e.amount().amountMinor())
                .sum();
        boolean empty = entries.stream().anyMatch(e -> e.amount().amountMinor() == 0);
        if (entries.size() < 2 || currencies != 1 || sum != 0 || empty) {
            throw new IllegalArgumentException("A transfer has two legs or more, none of them zero, whose sum is zero");
        }
    }

    /** Of a payment, done by the platform; {@link #of(UUID, By)} says more. @param refundId null unless it books a refund */
    public Transfer(UUID id, Kind kind, UUID paymentId, UUID refundId, List<Entry> entries) {
        this(id, kind, About.payment(paymentId, refundId), By.SYSTEM, entries);
    }

    /** Of an order, and who did it. */
    Transfer of(UUID orderId, By newBy) {
        return new Transfer(id, kind, about.of(orderId), newBy, entries);
    }

    /** Whether money leaves a wallet or comes into one. */
    boolean movesWallet() {
        return entries.stream().anyMatch(entry -> entry.account() == LedgerAccount.SHOPPER_WALLET);
    }

    /** Money that came with an attempt; what the platform takes of it is a leg of its own. */
    static Transfer capture(Payment payment, PaymentOrder order) {
        Money taken = payment.state().taken();
        long fee = payment.fee().amountMinor();
        Kind kind = payment.method() == PaymentMethod.COD ? Kind.CASH_COLLECTION : kind(payment.state());
        return new Transfer(
                Ids.v5(payment.id(), "capture"),
                kind,
                payment.id(),
                null,
                legs(
                        taken.currency(),
                        purse(payment, order, taken.amountMinor()),
                        new Leg(owed(payment.state()), fee - taken.amountMinor()),
                        new Leg(LedgerAccount.PLATFORM_FEES, -fee)));
    }

    /** Money that went back, and the platform's fee with it. */
    static Transfer refund(Payment payment, Refund refund, PaymentOrder order) {
        Money back = refund.amount();
        long fee = refund.parts().feeMinor();
        return new Transfer(
                Ids.v5(refund.id(), "refund"),
                Kind.REFUND,
                payment.id(),
                refund.id(),
                legs(
                        back.currency(),
                        new Leg(owed(payment.state()), back.amountMinor() - fee),
                        new Leg(LedgerAccount.PLATFORM_FEES, fee),
                        purse(payment, order, -back.amountMinor())));
    }

    /** Money that had gone back and returned: exactly the refund's own entries, the other way round. */
    static Transfer reversal(Payment payment, Refund refund, PaymentOrder order) {
        return new Transfer(
                Ids.v5(refund.id(), "reversal"),
                Kind.REFUND_REVERSAL,
                payment.id(),
                refund.id(),
                refund(payment, refund, order).entries().stream()
                        .map(entry -> new Entry(entry.account(), entry.ownerId(), !entry.debit(), entry.amount()))
                        .toList());
    }

    /** @param minor debited; below zero: credited */
    private record Leg(LedgerAccount account, UUID ownerId, long minor) {

        Leg(LedgerAccount account, long minor) {
            this(account, null, minor);
        }
    }

    /** Without those of zero. */
    private static List<Entry> legs(String currency, Leg... legs) {
        return Arrays.stream(legs)
                .filter(leg -> leg.minor() != 0)
                .map(leg -> new Entry(
                        leg.account(), leg.ownerId(), leg.minor() > 0, new Money(Math.abs(leg.minor()), currency)))
                .toList();
    }

    /** Where the money itself comes from and goes back to. */
    private static Leg purse(Payment payment, PaymentOrder order, long minor) {
        return switch (payment.method()) {
            case CARD -> new Leg(LedgerAccount.PROVIDER_CLEARING, minor);
            case WALLET -> new Leg(LedgerAccount.SHOPPER_WALLET, order.shopperId(), minor);
            case COD -> new Leg(LedgerAccount.CASH_IN_TRANSIT, minor);
        };
    }

    private static Kind kind(PaymentState state) {
        if (state instanceof PaymentState.Held) {
            return Kind.HELD_CAPTURE;
        }
        return state instanceof PaymentState.Captured captured && captured.late() ? Kind.LATE_CAPTURE : Kind.CAPTURE;
    }

    private static LedgerAccount owed(PaymentState state) {
        return switch (kind(state)) {
            case HELD_CAPTURE -> LedgerAccount.HELD;
            case LATE_CAPTURE -> LedgerAccount.REFUNDS_PAYABLE;
            default -> LedgerAccount.BUSINESS_BALANCE;
        };
    }
}
