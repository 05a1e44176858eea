package io.tresen.payment;

import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An order's payments as they stand under its lock: what the rules decide on, and what they give back changed.
 *
 * @param payments attempts, in their order; at least one
 * @param refunds of all attempts, in the order of their making
 */
public record OrderPayments(PaymentOrder order, List<Payment> payments, List<Refund> refunds) {

    public OrderPayments {
        payments = payments.stream()
                .sorted(Comparator.comparingInt(Payment::attempt))
                .toList();
        refunds = List.copyOf(refunds);
    }

    /** The latest attempt. */
    public Payment last() {
        return payments.get(payments.size() - 1);
    }

    public Optional<Payment> payment(UUID id) {
        return payments.stream().filter(payment -> payment.id().equals(id)).findFirst();
    }

    public Optional<Refund> refund(UUID id) {
        return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
    }

    OrderPayments with(PaymentOrder next) {
        return new OrderPayments(next, payments, refunds);
    }

    OrderPayments with(Payment next) {
        List<Payment> changed = new ArrayList<>(payments);
        changed.removeIf(payment -> payment.id().equals(next.id()));
        changed.add(next);
        return new OrderPayments(order, changed, refunds);
    }

    OrderPayments with(Refund next) {
        List<Refund> changed = new ArrayList<>(refunds);
        int at = refunds.stream().map(Refund::id).toList().indexOf(next.id());
        if (at < 0) {
            changed.add(next);
        } else {
            changed.set(at, next);
        }
        return new OrderPayments(order, payments, changed);
    }

    /** What went back of an attempt, in the minor units of what it took. */
    public long refundedMinor(Payment payment) {
        return sum(payment, state -> state == RefundState.SUCCEEDED);
    }

    /** What may still be asked back of an attempt: what it took, less what went back or may be on its way. */
    public long refundableMinor(Payment payment) {
        Money taken = payment.state().taken();
        if (taken == null) {
            return 0;
        }
        return taken.amountMinor() - refundedMinor(payment) - refundPendingMinor(payment);
    }

    /** What is asked back of an attempt and may still go through. */
    public long refundPendingMinor(Payment payment) {
        return sum(payment, RefundState::isInFlight);
    }

    /** The parts of what an attempt took; none of late and held money, with which nothing was sold. */
    public Parts parts(Payment payment) {
        return payment.state() instanceof PaymentState.Captured captured && !captured.late()
                ? order.parts().withFee(payment.fee().amountMinor())
                : Parts.NONE;
    }

    /** What refunds have reversed of an attempt's parts. */
    public Parts reversed(Payment payment) {
        return refunds.stream()
                .filter(refund -> refund.paymentId().equals(payment.id()) && refund.state() == RefundState.SUCCEEDED)
                .map(Refund::parts)
                .reduce(Parts.NONE, Parts::plus);
    }

    /** What goes back of an attempt's parts together with so much more of its money. */
    Parts reversing(Payment payment, long amountMinor) {
        return parts(payment)
                .share(
                        refundedMinor(payment) + amountMinor,
                        payment.state().taken().amountMinor())
                .beyond(reversed(payment));
    }

    /** Taken over all attempts in the order's currency, held money included. */
    long takenMinor() {
        return payments.stream()
                .filter(this::inOrdersCurrency)
                .mapToLong(payment -> payment.state().taken().amountMinor())
                .sum();
    }

    /** What pays the order: captured in time; where nothing was, what was captured late. Without held money. */
    long capturedMinor() {
        return counting()
                .mapToLong(payment -> payment.state().taken().amountMinor())
                .sum();
    }

    /** What went back of {@link #capturedMinor}, and stays so. */
    long capturedAndRefundedMinor() {
        return counting().mapToLong(this::refundedMinor).sum();
    }

    private Stream<Payment> counting() {
        boolean paidInTime = payments.stream().anyMatch(OrderPayments::isInTime);
        return payments.stream()
                .filter(payment -> paidInTime ? isInTime(payment) : payment.state() instanceof PaymentState.Captured);
    }

    private static boolean isInTime(Payment payment) {
        return payment.state() instanceof PaymentState.Captured captured && !captured.late();
    }

    /** Went back over all attempts in the order's currency. */
    long refundedMinor() {
        return payments.stream()
                .filter(this::inOrdersCurrency)
                .mapToLong(this::refundedMinor)
                .sum();
    }

    /** True when all that was taken went back; also when nothing was taken. */
    boolean allRefunded() {
        return payments.stream()
                .filter(payment -> payment.state().taken() != null)
                .allMatch(payment ->
                        refundedMinor(payment) == payment.state().taken().amountMinor());
    }

    /** True when another attempt than this took money, so that this one's is too much. */
    boolean isTakenBeside(Payment payment) {
        return payments.stream()
                .anyMatch(other ->
                        !other.id().equals(payment.id()) && other.state().taken() != null);
    }

    private boolean inOrdersCurrency(Payment payment) {
        Money taken = payment.state().taken();
        return taken != null && taken.currency().equals(order.amount().currency());
    }

    private long sum(Payment payment, Predicate<RefundState> counts) {
        return refunds.stream()
                .filter(refund -> refund.paymentId().equals(payment.id()) && counts.test(refund.state()))
                .mapToLong(refund -> refund.amount().amountMinor())
                .sum();
    }
}
