package io.tresen.payment.provider;

import io.tresen.messaging.Failpoint;
import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Provider.Answer;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpDues.Due;
import io.tresen.payment.topup.TopUpSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One look at one top-up: how its charge ended, or how its held money goes back. As {@link Lookups} does it for orders. */
@ApplicationScoped
public class TopUpLookups {

    private final TopUpBook book;
    private final Provider provider;
    private final Finding finding;
    private final Duration lease;

    TopUpLookups(
            TopUpBook book,
            Provider provider,
            Finding finding,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.book = book;
        this.provider = provider;
        this.finding = finding;
        this.lease = lease;
    }

    /** Finds out. @return whether there is more to find out */
    public boolean look(Due due) {
        TopUp topUp = book.read(due.key()).orElseThrow();
        if (topUp.state().isInFlight()) {
            return charge(topUp, due);
        }
        if (!topUp.isGoingBack()) {
            return false;
        }
        if (!topUp.refund().state().isInFlight()) {
            book.repeatRefund(due.key());
            return false;
        }
        return refund(topUp, due);
    }

    private boolean charge(TopUp topUp, Due due) {
        Failpoint.reached(TopUpSteps.LOOKUP_BEGUN);
        Outcome outcome = outcome(topUp, due);
        Failpoint.reached(TopUpSteps.LOOKUP_ANSWERED);
        TopUp after = book.heard(due.key(), outcome);
        Failpoint.reached(TopUpSteps.LOOKUP_RECORDED);
        tellOfSilence(due, outcome);
        return after.state().isInFlight();
    }

    private Outcome outcome(TopUp topUp, Due due) {
        boolean leaseOver = due.age().compareTo(lease) >= 0;
        boolean unwanted = topUp.withdrawn() != null;
        String ref = topUp.providerRef();
        if (ref == null) {
            if (unwanted && leaseOver) {
                // nothing is confirmed before its id is kept, so no money has moved; a straggler closes what it made
                return new Outcome.Cancelled();
            }
            Answer created = finding.created(Charge.of(topUp), due.age());
            if (created.ref() == null) {
                return created.outcome();
            }
            ref = created.ref();
            book.created(due.key(), ref);
        }
        if (unwanted) {
            return provider.cancel(ref);
        }
        Outcome read = provider.read(ref);
        boolean untouched = read.equals(new Outcome.Unknown(Provider.UNCONFIRMED));
        // whoever meant to confirm it is dead or has given up: closed at the provider, so that no straggler charges
        return untouched && leaseOver ? provider.cancel(ref) : read;
    }

    private boolean refund(TopUp topUp, Due due) {
        Failpoint.reached(TopUpSteps.REFUND_BEGUN);
        Refund refund = topUp.refund();
        Answer answer = finding.refund(Charge.of(topUp), topUp.providerRef(), refund, Set.of(), due.age())
                .believed();
        Failpoint.reached(TopUpSteps.REFUND_ANSWERED);
        TopUp after = book.heardRefund(due.key(), refund.id(), answer.ref(), answer.outcome());
        Failpoint.reached(TopUpSteps.REFUND_RECORDED);
        tellOfSilence(due, answer.outcome());
        return after.refund().state().isInFlight();
    }

    private void tellOfSilence(Due due, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown && due.silence().compareTo(Lookups.PATIENCE) > 0) {
            book.unclear(due.key());
        }
    }
}
