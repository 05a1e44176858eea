package io.tresen.proof.simulator;

import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.Provider;
import java.util.Set;

/** The provider behind a network: each call is a step of a task, and may have no answer. */
public final class CalledProvider implements Provider {

    private static final Outcome SILENCE = new Outcome.Unknown("time-out");
    private static final Answer NO_ANSWER = new Answer(null, SILENCE);

    private final Tasks tasks;
    private final CardProvider provider;
    private final Machinery machinery;

    CalledProvider(Tasks tasks, CardProvider provider, Machinery machinery) {
        this.tasks = tasks;
        this.provider = provider;
        this.machinery = machinery;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Answer create(Charge charge) {
        return tasks.call("create " + Names.of(charge.paymentId()), () -> provider.create(charge), NO_ANSWER);
    }

    @Override
    public Outcome confirm(Charge charge, String ref, String cardToken, String returnUrl) {
        return machinery.believes(tasks.call(
                "confirm " + ref + " with " + cardToken,
                () -> provider.confirm(charge, ref, cardToken, returnUrl),
                SILENCE));
    }

    @Override
    public Outcome cancel(String ref) {
        return machinery.believes(tasks.call("cancel " + ref, () -> provider.cancel(ref), SILENCE));
    }

    @Override
    public Outcome read(String ref) {
        return machinery.believes(tasks.call("read " + ref, () -> provider.read(ref), SILENCE));
    }

    @Override
    public LookUp find(Charge charge) {
        return tasks.call("find " + Names.of(charge.paymentId()), () -> provider.find(charge), new LookUp.NotSaid());
    }

    @Override
    public Answer refund(Charge charge, String chargeRef, Refund refund) {
        return tasks.call(
                "refund " + refund.amount().amountMinor() + " of " + chargeRef,
                () -> provider.refund(charge, chargeRef, refund),
                NO_ANSWER);
    }

    @Override
    public Answer readRefund(String refundRef) {
        return tasks.call("read " + refundRef, () -> provider.readRefund(refundRef), NO_ANSWER);
    }

    @Override
    public LookUp findRefund(String chargeRef, Refund refund) {
        return tasks.call(
                "find " + Names.of(refund.id()), () -> provider.findRefund(chargeRef, refund), new LookUp.NotSaid());
    }

    @Override
    public LookUp findRefundByHand(String chargeRef, Refund refund, Set<String> taken) {
        return tasks.call(
                "list refunds of " + chargeRef,
                () -> provider.findRefundByHand(chargeRef, refund, taken),
                new LookUp.NotSaid());
    }
}
