package io.tresen.payment;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A transfer between accounts of one business: entries whose debits equal their credits in each currency.
 *
 * @param id derived from what it books, so that nothing is booked twice
 * @param refundId null unless it books a refund
 */
public record Transfer(UUID id, Kind kind, UUID paymentId, UUID refundId, List<Entry> entries) {

    /** What it books. */
    public enum Kind {
        CAPTURE,
        LATE_CAPTURE,
        HELD_CAPTURE,
        CASH_COLLECTION,
        REFUND,
        REFUND_REVERSAL
    }

    /** One leg. @param debit true for a debit, false for a credit; the amount is above zero */
    public record Entry(LedgerAccount account, boolean debit, Money amount) {}

    /** @throws IllegalArgumentException when it does not balance */
    public Transfer {
        entries = List.copyOf(entries);
        long currencies =
                entries.stream().map(e -> e.amount().currency()).distinct().count();
        long sum = entries.stream()
                .mapToLong(
                        e -> e.debit() ? e.amount().amountMinor() : -e.amount().amountMinor())
                .sum();
        if (entries.size() < 2 || currencies != 1 || sum != 0) {
            throw new IllegalArgumentException("A transfer has two legs or more whose sum is zero");
        }
    }

    /** Money that came with an attempt; what the platform takes of it is a leg of its own. */
    static Transfer capture(Payment payment, PaymentMethod method) {
        Money taken = payment.state().taken();
        long fee = payment.fee().amountMinor();
        Kind kind = method == PaymentMethod.COD ? Kind.CASH_COLLECTION : kind(payment.state());
        return new Transfer(
                Ids.v5(payment.id(), "capture"),
                kind,
                payment.id(),
                null,
                legs(
                        taken.currency(),
                        new Leg(purse(method), taken.amountMinor()),
                        new Leg(owed(payment.state()), fee - taken.amountMinor()),
                        new Leg(LedgerAccount.PLATFORM_FEES, -fee)));
    }

    /** Money that went back, and the platform's fee with it. */
    static Transfer refund(Payment payment, Refund refund, PaymentMethod method) {
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
                        new Leg(purse(method), -back.amountMinor())));
    }

    /** Money that had gone back and returned: exactly the refund's own entries, the other way round. */
    static Transfer reversal(Payment payment, Refund refund, PaymentMethod method) {
        return new Transfer(
                Ids.v5(refund.id(), "reversal"),
                Kind.REFUND_REVERSAL,
                payment.id(),
                refund.id(),
                refund(payment, refund, method).entries().stream()
                        .map(entry -> new Entry(entry.account(), !entry.debit(), entry.amount()))
                        .toList());
    }

    /** @param minor debited; below zero: credited */
    private record Leg(LedgerAccount account, long minor) {}

    /** Without those of zero. */
    private static List<Entry> legs(String currency, Leg... legs) {
        return Arrays.stream(legs)
                .filter(leg -> leg.minor() != 0)
                .map(leg -> new Entry(leg.account(), leg.minor() > 0, new Money(Math.abs(leg.minor()), currency)))
                .toList();
    }

    /** Where the money itself lies. */
    private static LedgerAccount purse(PaymentMethod method) {
        return method == PaymentMethod.COD ? LedgerAccount.CASH_IN_TRANSIT : LedgerAccount.PROVIDER_CLEARING;
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
