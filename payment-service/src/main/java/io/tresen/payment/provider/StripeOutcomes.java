package io.tresen.payment.provider;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import io.tresen.payment.Outcome;

/**
 * Stripe's words in ours. succeeded → succeeded; requires_payment_method after a confirmation → failed; requires_action,
 * processing, requires_capture → pending; canceled → cancelled; 5xx, time-out, a key in use → unknown.
 */
final class StripeOutcomes {

    private StripeOutcomes() {}

    /** What an intent's status means. An open one without an error is one that nobody has confirmed yet. */
    static Outcome of(PaymentIntent intent) {
        String status = intent.getStatus() == null ? "" : intent.getStatus();
        return switch (status) {
            case "succeeded" -> succeeded(intent.getAmountReceived(), intent.getCurrency());
            case "requires_action" -> new Outcome.Pending(redirect(intent));
            case "processing", "requires_capture" -> new Outcome.Pending(null);
            case "canceled" -> new Outcome.Cancelled();
            case "requires_payment_method", "requires_confirmation" ->
                intent.getLastPaymentError() == null
                        ? new Outcome.Unknown(Provider.UNCONFIRMED)
                        : new Outcome.Failed(code(intent.getLastPaymentError(), "declined"));
            default -> new Outcome.Unknown("status " + status);
        };
    }

    /** As {@link #of(PaymentIntent)} for the answer to a confirmation: an intent that is open again was declined. */
    static Outcome confirmed(PaymentIntent intent) {
        Outcome outcome = of(intent);
        return outcome.equals(new Outcome.Unknown(Provider.UNCONFIRMED)) ? new Outcome.Failed("declined") : outcome;
    }

    /** What a refund's status means. */
    static Outcome of(Refund refund) {
        String status = refund.getStatus() == null ? "" : refund.getStatus();
        return switch (status) {
            case "succeeded" -> succeeded(refund.getAmount(), refund.getCurrency());
            case "pending", "requires_action" -> new Outcome.Pending(null);
            case "failed" ->
                new Outcome.Failed(refund.getFailureReason() == null ? "failed" : refund.getFailureReason());
            case "canceled" -> new Outcome.Cancelled();
            default -> new Outcome.Unknown("refund status " + status);
        };
    }

    /** Money of an amount that can't be read is not booked by a guess: the janitor asks again. */
    private static Outcome succeeded(Long amount, String currency) {
        return StripeAmounts.fromStripe(amount, currency)
                .<Outcome>map(Outcome.Succeeded::new)
                .orElseGet(() -> new Outcome.Unknown("succeeded without a readable amount"));
    }

    /** What an error means to whoever wanted something done. Only a clear no of the provider is a failure. */
    static Outcome of(StripeException error) {
        StripeError body = error.getStripeError();
        if (error instanceof CardException) {
            return new Outcome.Failed(code(body, "card_declined"));
        }
        Outcome aside = aside(error);
        boolean refused = isRefusal(error) && aside.equals(silence(error)) && !isAboutCharge(body);
        return refused ? new Outcome.Failed(code(body, "refused")) : aside;
    }

    /**
     * What an error means to whoever wanted money back: a clear no is a failure, anything else says nothing. That the error
     * brings its charge along, which did succeed, is no word about the refund.
     */
    static Outcome ofRefund(StripeException error) {
        return error instanceof CardException || isRefusal(error)
                ? new Outcome.Failed(code(error.getStripeError(), "refused"))
                : silence(error);
    }

    /** What an error means to whoever wanted to know or to close: what its intent says, else nothing. */
    static Outcome aside(StripeException error) {
        StripeError body = error.getStripeError();
        // "unexpected state" brings the intent along, and so how it ended
        return isRefusal(error) && body != null && body.getPaymentIntent() != null
                ? of(body.getPaymentIntent())
                : silence(error);
    }

    /** What an error means to whoever wanted to know about a refund: nothing. */
    static Outcome silence(StripeException error) {
        return new Outcome.Unknown("status " + error.getStatusCode() + " " + error.getCode());
    }

    private static boolean isRefusal(StripeException error) {
        Integer status = error.getStatusCode();
        StripeError body = error.getStripeError();
        return status != null
                && (status == 400 || status == 404)
                && (body == null || !"idempotency_error".equals(body.getType()));
    }

    /** A charge that can't be found says nothing about the money; a card that can't be found is no card. */
    private static boolean isAboutCharge(StripeError body) {
        return body != null && "resource_missing".equals(body.getCode()) && "intent".equals(body.getParam());
    }

    private static String code(StripeError error, String otherwise) {
        return error == null || error.getCode() == null ? otherwise : error.getCode();
    }

    private static String redirect(PaymentIntent intent) {
        return intent.getNextAction() == null || intent.getNextAction().getRedirectToUrl() == null
                ? null
                : intent.getNextAction().getRedirectToUrl().getUrl();
    }
}
