package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
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

    /** Money that came with an attempt. */
    static Transfer capture(Payment payment, PaymentMethod method) {
        LedgerAccount from =
                method == PaymentMethod.COD ? LedgerAccount.CASH_IN_TRANSIT : LedgerAccount.PROVIDER_CLEARING;
        Kind kind = method == PaymentMethod.COD ? Kind.CASH_COLLECTION : kind(payment.state());
        return of(
                Ids.v5(payment.id(), "capture"),
                kind,
                payment,
                null,
                from,
                owed(payment.state()),
                payment.state().taken());
    }

    /** Money that went back. */
    static Transfer refund(Payment payment, Refund refund, PaymentMethod method) {
        LedgerAccount to =
                method == PaymentMethod.COD ? LedgerAccount.CASH_IN_TRANSIT : LedgerAccount.PROVIDER_CLEARING;
        return of(
                Ids.v5(refund.id(), "refund"),
                Kind.REFUND,
                payment,
                refund.id(),
                owed(payment.state()),
                to,
                refund.amount());
    }

    /** Money that had gone back and returned. */
    static Transfer reversal(Payment payment, Refund refund) {
        return of(
                Ids.v5(refund.id(), "reversal"),
                Kind.REFUND_REVERSAL,
                payment,
                refund.id(),
                LedgerAccount.PROVIDER_CLEARING,
                owed(payment.state()),
                refund.amount());
    }

    private static Transfer of(
            UUID id,
            Kind kind,
            Payment payment,
            UUID refundId,
            LedgerAccount debit,
            LedgerAccount credit,
            Money amount) {
        return new Transfer(
                id,
                kind,
                payment.id(),
                refundId,
                List.of(new Entry(debit, true, amount), new Entry(credit, false, amount)));
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
