package io.tresen.payment.provider;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.tresen.payment.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Stripe, through its own library. The library never retries by itself: what to repeat is the janitor's decision. */
@ApplicationScoped
public class StripeProvider implements Provider {

    private static final Logger LOG = Logger.getLogger(StripeProvider.class);
    private static final int CONNECT_MS = 2_000;

    private final StripeClient stripe;

    StripeProvider(
            @ConfigProperty(name = "tresen.stripe.api-base") String apiBase,
            @ConfigProperty(name = "tresen.stripe.api-key") String apiKey,
            @ConfigProperty(name = "tresen.stripe.read-timeout", defaultValue = "10s") Duration readTimeout) {
        Stripe.enableTelemetry = false;
        stripe = StripeClient.builder()
                .setApiBase(apiBase)
                .setApiKey(apiKey)
                .setMaxNetworkRetries(0)
                .setConnectTimeout(CONNECT_MS)
                .setReadTimeout(Math.toIntExact(readTimeout.toMillis()))
                .build();
    }

    private interface Call<T> {
        T run() throws StripeException;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Answer create(Charge charge) {
        OptionalLong amount = StripeAmounts.toStripe(charge.amount());
        if (amount.isEmpty()) {
            return new Answer(null, new Outcome.Failed("amount-not-payable"));
        }
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(amount.getAsLong())
                .setCurrency(StripeAmounts.currency(charge.amount()))
                .addPaymentMethodType("card")
                .putAllMetadata(charge.metadata())
                .build();
        return answer("create", () -> {
            PaymentIntent intent = stripe.v1()
                    .paymentIntents()
                    .create(params, key(charge.paymentId().toString()));
            return new Answer(intent.getId(), new Outcome.Pending(null));
        });
    }

    @Override
    public Outcome confirm(Charge charge, String ref, String cardToken, String returnUrl) {
        PaymentIntentConfirmParams params = PaymentIntentConfirmParams.builder()
                .setPaymentMethod(cardToken)
                .setReturnUrl(returnUrl)
                .build();
        RequestOptions key = key(charge.paymentId() + ":confirm");
        return answer("confirm", () -> {
                    PaymentIntent intent = stripe.v1().paymentIntents().confirm(ref, params, key);
                    return new Answer(ref, StripeOutcomes.confirmed(intent));
                })
                .outcome();
    }

    @Override
    public Outcome cancel(String ref) {
        return aside(
                        "cancel",
                        () -> new Answer(
                                ref,
                                StripeOutcomes.of(stripe.v1().paymentIntents().cancel(ref))))
                .outcome();
    }

    @Override
    public Outcome read(String ref) {
        return aside(
                        "read",
                        () -> new Answer(
                                ref,
                                StripeOutcomes.of(stripe.v1().paymentIntents().retrieve(ref))))
                .outcome();
    }

    @Override
    public Optional<String> find(Charge charge) {
        PaymentIntentSearchParams params = PaymentIntentSearchParams.builder()
                .setQuery("metadata['payment_id']:'" + charge.paymentId() + "'")
                .build();
        return Optional.ofNullable(aside("search", () -> {
                    var found = stripe.v1().paymentIntents().search(params).getData();
                    return new Answer(found.isEmpty() ? null : found.get(0).getId(), null);
                })
                .ref());
    }

    @Override
    public Answer refund(Charge charge, String chargeRef, io.tresen.payment.Refund refund) {
        OptionalLong amount = StripeAmounts.toStripe(refund.amount());
        if (amount.isEmpty()) {
            return new Answer(null, new Outcome.Failed("amount-not-payable"));
        }
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(chargeRef)
                .setAmount(amount.getAsLong())
                .putAllMetadata(charge.metadata())
                .putMetadata("refund_id", refund.id().toString())
                .build();
        return answer(
                "refund",
                () -> {
                    Refund made =
                            stripe.v1().refunds().create(params, key(refund.id().toString()));
                    return new Answer(made.getId(), StripeOutcomes.of(made));
                },
                StripeOutcomes::ofRefund);
    }

    @Override
    public Answer readRefund(String refundRef) {
        return answer(
                "read refund",
                () -> new Answer(
                        refundRef, StripeOutcomes.of(stripe.v1().refunds().retrieve(refundRef))),
                StripeOutcomes::silence);
    }

    @Override
    public Optional<String> findRefund(String chargeRef, io.tresen.payment.Refund refund) {
        RefundListParams params = RefundListParams.builder()
                .setPaymentIntent(chargeRef)
                .setLimit(100L)
                .build();
        return Optional.ofNullable(aside("list refunds", () -> {
                    var found = stripe.v1().refunds().list(params).getData().stream()
                            .filter(made -> made.getMetadata() != null
                                    && refund.id()
                                            .toString()
                                            .equals(made.getMetadata().get("refund_id")))
                            .findFirst();
                    return new Answer(found.map(Refund::getId).orElse(null), null);
                })
                .ref());
    }

    /** For calls that want something done: a clear no is a failure. */
    private static Answer answer(String what, Call<Answer> call) {
        return answer(what, call, StripeOutcomes::of);
    }

    /** For calls that want to know or to close: an error says nothing. */
    private static Answer aside(String what, Call<Answer> call) {
        return answer(what, call, StripeOutcomes::aside);
    }

    private static Answer answer(String what, Call<Answer> call, Function<StripeException, Outcome> meaning) {
        try {
            return call.run();
        } catch (StripeException error) {
            LOG.debugf(
                    "Stripe, %s: %s %s, request %s",
                    what, error.getStatusCode(), error.getCode(), error.getRequestId());
            return new Answer(null, meaning.apply(error));
        } catch (RuntimeException unreadable) {
            LOG.warnf("Stripe, %s: the answer can't be read: %s", what, unreadable.toString());
            return new Answer(null, new Outcome.Unknown("unreadable answer"));
        }
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
