package io.tresen.payment.provider;

import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Outcome;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentRules;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Provider.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One look at one payment or refund whose end is not known: ask the provider, record what it says. */
@ApplicationScoped
public class Lookups {

    /** Providers forget keys after 24 hours; one hour is for clocks and queues. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    /** After so long without a word a person is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ChargeBook book;
    private final Provider provider;
    private final Duration lease;

    Lookups(
            ChargeBook book,
            Provider provider,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.book = book;
        this.provider = provider;
        this.lease = lease;
    }

    /** Finds out about a payment. @return whether there is more to find out */
    public boolean payment(Due due) {
        OrderPayments held = book.read(due.key()).orElseThrow();
        Payment payment = held.payment(due.id()).orElseThrow();
        if (!payment.state().isInFlight()) {
            return false;
        }
        Outcome outcome = outcome(held, payment, due);
        Payment after =
                book.heard(due.key(), due.id(), outcome).payment(due.id()).orElseThrow();
        boolean silent = outcome instanceof Outcome.Unknown && due.silence().compareTo(PATIENCE) > 0;
        if (silent && after.state().isInFlight()) {
            book.unclear(due.key(), due.id());
        }
        return after.state().isInFlight();
    }

    private Outcome outcome(OrderPayments held, Payment payment, Due due) {
        String ref = payment.providerRef();
        if (ref == null) {
            Charge charge = Charge.of(held, payment);
            Answer created = due.age().compareTo(KEY_LIFE) < 0
                    ? provider.create(charge)
                    : new Answer(provider.find(charge).orElse(null), new Outcome.Unknown("not found"));
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
        Answer answer = answer(held, refund, due).believed();
        Refund after = book.heardRefund(due.key(), due.id(), answer.ref(), answer.outcome())
                .refund(due.id())
                .orElseThrow();
        if (answer.outcome() instanceof Outcome.Unknown && due.silence().compareTo(PATIENCE) > 0) {
            book.unclearRefund(due.key(), due.id());
        }
        return after.state().isInFlight();
    }

    private Answer answer(OrderPayments held, Refund refund, Due due) {
        if (refund.providerRef() != null) {
            return provider.readRefund(refund.providerRef());
        }
        Payment payment = held.payment(refund.paymentId()).orElseThrow();
        if (due.age().compareTo(KEY_LIFE) < 0) {
            return provider.refund(Charge.of(held, payment), payment.providerRef(), refund);
        }
        Optional<String> found = provider.findRefund(payment.providerRef(), refund);
        return found.map(provider::readRefund).orElse(new Answer(null, new Outcome.Unknown("not found")));
    }
}
