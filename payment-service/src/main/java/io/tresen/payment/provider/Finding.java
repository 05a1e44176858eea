package io.tresen.payment.provider;

import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Provider.Answer;
import io.tresen.payment.provider.Provider.LookUp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** Makes what may exist already: repeated under its key while the provider knows that, and looked up afterwards. */
@ApplicationScoped
public class Finding {

    /** Providers forget keys after 24 hours; one hour is for clocks and queues. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    /** No call of ours is under way any more: what the provider then does not have, it never got. */
    private static final Duration SETTLED = Duration.ofHours(24);

    private final Provider provider;

    Finding(Provider provider) {
        this.provider = provider;
    }

    /** The unconfirmed charge. @param age since the provider may first have been asked for it */
    Answer created(Charge charge, Duration age) {
        if (age.compareTo(KEY_LIFE) < 0) {
            return provider.create(charge);
        }
        LookUp looked = provider.find(charge);
        if (looked instanceof LookUp.Found found) {
            return new Answer(found.ref(), new Outcome.Pending(null));
        }
        return new Answer(null, isNowhere(looked, age) ? new Outcome.Cancelled() : new Outcome.Unknown("not found"));
    }

    /**
     * The refund.
     *
     * @param taken the provider's ids that are refunds of ours
     * @param age since the provider may first have been asked for it
     */
    Answer refund(Charge charge, String chargeRef, Refund refund, Set<String> taken, Duration age) {
        if (refund.providerRef() != null) {
            return provider.readRefund(refund.providerRef());
        }
        if (age.compareTo(KEY_LIFE) < 0) {
            Answer asked = provider.refund(charge, chargeRef, refund);
            return asked.outcome().equals(new Outcome.Failed(Provider.ALREADY_REFUNDED))
                    ? byHand(chargeRef, refund, taken, asked)
                    : asked;
        }
        LookUp looked = provider.findRefund(chargeRef, refund);
        if (looked instanceof LookUp.Found found) {
            return provider.readRefund(found.ref());
        }
        return new Answer(
                null, isNowhere(looked, age) ? new Outcome.Failed("never-created") : new Outcome.Unknown("not found"));
    }

    /** Where the same money was given back in the provider's own pages, that is what was asked for. */
    private Answer byHand(String chargeRef, Refund refund, Set<String> taken, Answer refused) {
        LookUp looked = provider.findRefundByHand(chargeRef, refund, taken);
        if (looked instanceof LookUp.Found found) {
            return provider.readRefund(found.ref());
        }
        return looked instanceof LookUp.Absent ? refused : new Answer(null, new Outcome.Unknown("not listed"));
    }

    private static boolean isNowhere(LookUp looked, Duration age) {
        return looked instanceof LookUp.Absent && age.compareTo(SETTLED) >= 0;
    }
}
