package io.tresen.payment;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
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
