package io.tresen.payment;

import io.tresen.payment.Decision.Act;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which rule is in force and what it takes. A fee falls on the first capture in time alone, however it was paid. */
public final class FeeRules {

    /** The most specific weighs most; among equals the newest. */
    private static final Comparator<FeeRule> BY_WEIGHT =
            Comparator.comparingInt(FeeRule::weight).thenComparing(FeeRule::validFrom);

    private FeeRules() {}

    /** The rule for what is paid for this order now, and with what; empty: no fee. */
    public static Optional<FeeRule> inForce(List<FeeRule> rules, PaymentOrder order, PaymentMethod method, Instant at) {
        return rules.stream()
                .filter(rule -> rule.isInForce(at) && rule.covers(order, method))
                .max(BY_WEIGHT);
    }

    /**
     * The decision with the fee of the rule in force on what it captures in time.
     *
     * @param rules those that may be in force; asked for only where something is captured
     */
    static Act charge(OrderPayments before, Act act, Supplier<List<FeeRule>> rules, Instant at) {
        PaymentOrder order = act.next().order();
        return captured(before, act)
                .flatMap(paid -> inForce(rules.get(), order, paid.method(), at).map(rule -> charge(act, paid, rule)))
                .orElse(act);
    }

    /** The attempt that a decision captures in time; empty when it captures none, or late or held money. */
    static Optional<Payment> captured(OrderPayments before, Act act) {
        return act.next().payments().stream()
                .filter(FeeRules::isInTime)
                .filter(paid ->
                        before.payment(paid.id()).filter(FeeRules::isInTime).isEmpty())
                .findFirst();
    }

    /** The decision with the rule's fee on what it captures: kept with the attempt, a leg of the capture's own transfer. */
    static Act charge(Act act, Payment paid, FeeRule rule) {
        long minor = rule.feeMinor(paid.state().taken().amountMinor());
        Payment charged = paid.charged(new Fee(minor, rule.name()));
        Transfer capture = Transfer.capture(charged, act.next().order());
        return new Act(
                act.next().with(charged),
                act.events(),
                act.transfers().stream()
                        .map(transfer -> transfer.id().equals(capture.id()) ? capture : transfer)
                        .toList());
    }

    private static boolean isInTime(Payment payment) {
        return payment.state() instanceof PaymentState.Captured captured && !captured.late();
    }
}
