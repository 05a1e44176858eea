package io.tresen.payment.provider;

import com.stripe.exception.StripeException;
import io.tresen.messaging.Wordless;
import io.tresen.payment.Outcome;
import io.tresen.payment.provider.Provider.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One call to Stripe; whatever Stripe or the network does is an answer, never an exception. */
interface StripeCall<T> {

    Logger LOG = Logger.getLogger(StripeCall.class);

    T run() throws StripeException;

    /** For calls that want something done: a clear no is a failure. */
    static Answer answer(String what, StripeCall<Answer> call) {
        return answer(what, call, StripeOutcomes::of);
    }

    /** For calls that want to know or to close: an error says nothing. */
    static Answer aside(String what, StripeCall<Answer> call) {
        return answer(what, call, StripeOutcomes::aside);
    }

    static Answer answer(String what, StripeCall<Answer> call, Function<StripeException, Outcome> meaning) {
        return call(
                what,
                call,
                error ->
                        new Answer(null, error.map(meaning).orElseGet(() -> new Outcome.Unknown("unreadable answer"))));
    }

    /** @param otherwise what to make of an error; of an answer that can't be read when it is empty */
    static <T> T call(String what, StripeCall<T> call, Function<Optional<StripeException>, T> otherwise) {
        try {
            return call.run();
        } catch (StripeException error) {
            LOG.debugf(
                    "Stripe, %s: %s %s, request %s",
                    what, error.getStatusCode(), error.getCode(), error.getRequestId());
            return otherwise.apply(Optional.of(error));
        } catch (RuntimeException unreadable) {
            LOG.warnf("Stripe, %s: the answer can't be read: %s", what, Wordless.kind(unreadable));
            return otherwise.apply(Optional.empty());
        }
    }
}
