package io.tresen.payment.provider;

import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import java.util.Set;

/**
 * A payment provider. Methods block for at most the read time-out, never throw for what the provider or the network does,
 * and must not be called inside a transaction. A time-out is {@link Outcome.Unknown}.
 */
public interface Provider {

    /** Said of a charge that exists and that nobody has confirmed yet. */
    String UNCONFIRMED = "unconfirmed";

    /** The code of a refund that was refused because nothing, or less than that, is left to give back. */
    String ALREADY_REFUNDED = "charge_already_refunded";

    /**
     * @param ref the provider's id; null when it did not say
     * @param outcome of a creation: {@code Pending} when the charge now exists, unconfirmed
     */
    record Answer(String ref, Outcome outcome) {

        /** A success without an id can't be found again, so it is not believed. */
        Answer believed() {
            return ref == null && outcome instanceof Outcome.Succeeded
                    ? new Answer(null, new Outcome.Unknown("succeeded without an id"))
                    : this;
        }
    }

    /** What looking something up led to; that it is absent is said only by a whole answer. */
    sealed interface LookUp {

        /** @param ref the provider's id */
        record Found(String ref) implements LookUp {}

        record Absent() implements LookUp {}

        record NotSaid() implements LookUp {}
    }

    /** The provider's name in the interface and in tables. */
    String name();

    /** Makes a charge, unconfirmed. The payment's id is the key: a repeat finds the first one. */
    Answer create(Charge charge);

    /** Charges the card. The payment's id + {@code :confirm} is the key. @param returnUrl where the card holder comes back */
    Outcome confirm(Charge charge, String ref, String cardToken, String returnUrl);

    /** Closes a charge, or says what became of it first: already charged is {@code Succeeded}. */
    Outcome cancel(String ref);

    /** Reads a charge. One that nobody confirmed is {@code Unknown(UNCONFIRMED)}. */
    Outcome read(String ref);

    /** Looks a charge up by the payment's id, once the creation's key may have been forgotten. */
    LookUp find(Charge charge);

    /** Gives money back. The refund's id is the key: a repeat finds the first one. */
    Answer refund(Charge charge, String chargeRef, Refund refund);

    /** Reads a refund. */
    Answer readRefund(String refundRef);

    /** Looks a refund up among those of its charge, once its key may have been forgotten. */
    LookUp findRefund(String chargeRef, Refund refund);

    /**
     * Looks for a refund of the charge that was made in the provider's own pages, of the refund's amount, and did not fail.
     *
     * @param taken the provider's ids that are refunds of ours
     */
    LookUp findRefundByHand(String chargeRef, Refund refund, Set<String> taken);
}
