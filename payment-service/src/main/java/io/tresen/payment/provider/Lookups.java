package io.tresen.payment.provider;

import io.tresen.messaging.Failpoint;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Outcome;
import io.tresen.payment.OutcomeRules;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentRules;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Provider.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One look at one payment or refund whose end is not known: ask the provider, record what it says. */
@ApplicationScoped
public class Lookups {

    /** After so long without a word a person is told. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ChargeBook book;
    private final Provider provider;
    private final Finding finding;
    private final Duration lease;

    Lookups(
            ChargeBook book,
            Provider provider,
            Finding finding,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.book = book;
        this.provider = provider;
        this.finding = finding;
        this.lease = lease;
    }

    /** Finds out about a payment. @return whether there is more to find out */
    public boolean payment(Due due) {
        OrderPayments held = book.read(due.key()).orElseThrow();
        Payment payment = held.payment(due.id()).orElseThrow();
        if (!payment.state().isInFlight()) {
            boolean mayBeCharged = payment.state().isEndedWithoutMoney() && payment.providerRef() != null;
            return mayBeCharged && ended(due, payment.providerRef());
        }
        Failpoint.reached(MoneySteps.LOOKUP_BEGUN);
        Outcome outcome = outcome(held, payment, due);
        Failpoint.reached(MoneySteps.LOOKUP_ANSWERED);
        Payment after =
                book.heard(due.key(), due.id(), outcome).payment(due.id()).orElseThrow();
        Failpoint.reached(MoneySteps.LOOKUP_RECORDED);
        boolean silent = outcome instanceof Outcome.Unknown && due.silence().compareTo(PATIENCE) > 0;
        if (silent && after.state().isInFlight()) {
            book.unclear(due.key(), due.id());
        }
        return after.state().isInFlight();
    }

    /** Something that can't be read was told of an attempt that had ended without money. @return whether it is still in doubt */
    private boolean ended(Due due, String ref) {
        Outcome outcome = end(ref);
        Payment after =
                book.heard(due.key(), due.id(), outcome).payment(due.id()).orElseThrow();
        boolean doubted = OutcomeRules.isDoubtful(after, outcome);
        if (doubted && due.silence().compareTo(PATIENCE) > 0) {
            book.doubtful(due.key(), due.id());
        }
        return doubted;
    }

    /**
     * How the charge of an attempt that had ended ended. Nobody wants its money: where it goes on, such as for a card holder who never
     * comes back, it is closed, or says what became of it first.
     */
    private Outcome end(String ref) {
        Outcome read = provider.read(ref);
        if (read.equals(new Outcome.Unknown(Provider.UNCONFIRMED))) {
            return new Outcome.Cancelled(); // open and untouched is a clear word here: nobody was charged
        }
        return read instanceof Outcome.Pending ? provider.cancel(ref) : read;
    }

    private Outcome outcome(OrderPayments held, Payment payment, Due due) {
        String ref = payment.providerRef();
        if (ref == null) {
            if (PaymentRules.isUnwanted(held, payment) && due.age().compareTo(lease) >= 0) {
                // nothing is confirmed before its id is kept, so no money has moved; a straggler closes what it made
                return new Outcome.Cancelled();
            }
            Answer created = finding.created(Charge.of(held, payment), due.age());
            if (created.ref() == null) {
                return created.outcome();
            }
            ref = created.ref();
            book.created(due.key(), due.id(), ref);
        }
        if (PaymentRules.isUnwanted(held, payment)) {
            return provider.cancel(ref);
        }
        Outcome read = provider.read(ref);
        boolean untouched = read.equals(new Outcome.Unknown(Provider.UNCONFIRMED));
        // whoever meant to confirm it is dead or has given up: closed at the provider, so that no straggler charges
        return untouched && due.age().compareTo(lease) >= 0 ? provider.cancel(ref) : read;
    }

    /** Finds out about a refund, or asks for it the first time. @return whether there is more to find out */
    public boolean refund(Due due) {
        OrderPayments held = book.read(due.key()).orElseThrow();
        Refund refund = held.refund(due.id()).orElseThrow();
        if (!refund.state().isInFlight()) {
            return false;
        }
        Failpoint.reached(MoneySteps.REFUND_BEGUN);
        Payment refunded = held.payment(refund.paymentId()).orElseThrow();
        if (refunded.method() != PaymentMethod.CARD) {
            // a wallet's: no provider has to do with it, and here it is alone in its transaction
            book.heardRefund(due.key(), due.id(), null, new Outcome.Succeeded(refund.amount()));
            return false;
        }
        Answer answer = finding.refund(
                        Charge.of(held, refunded), refunded.providerRef(), refund, taken(held), due.age())
                .believed();
        Failpoint.reached(MoneySteps.REFUND_ANSWERED);
        Refund after = book.heardRefund(due.key(), due.id(), answer.ref(), answer.outcome())
                .refund(due.id())
                .orElseThrow();
        Failpoint.reached(MoneySteps.REFUND_RECORDED);
        if (answer.outcome() instanceof Outcome.Unknown && due.silence().compareTo(PATIENCE) > 0) {
            book.unclearRefund(due.key(), due.id());
        }
        return after.state().isInFlight();
    }

    /** The provider's ids that are refunds of ours. */
    private static Set<String> taken(OrderPayments held) {
        return held.refunds().stream()
                .map(Refund::providerRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
