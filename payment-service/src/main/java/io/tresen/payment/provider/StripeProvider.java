package io.tresen.payment.provider;

import com.stripe.Stripe;
import com.stripe.StripeClient;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stripe, through its own library. The library never retries by itself: what to repeat is the janitor's decision.
 *
 * <p>An attempt that nobody wants any more is cancelled while it is in flight. One that was declined is not: its PaymentIntent stays
 * at Stripe as {@code requires_payment_method}, since each new try makes one of its own. Nothing can be taken by it: its client
 * secret never leaves this service. Whoever compares the two books passes intents over that have no charge that succeeded.
 */
@ApplicationScoped
public class StripeProvider implements Provider {

    private static final int CONNECT_MS = 2_000;

    /** Of 100 refunds each. */
    private static final int MOST_PAGES = 10;

    /** States of a refund by hand that is followed as one of ours. */
    private static final Set<String> BY_HAND = Set.of("succeeded", "pending", "requires_action");

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
        return StripeCall.answer("create", () -> {
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
        return StripeCall.answer("confirm", () -> {
                    PaymentIntent intent = stripe.v1().paymentIntents().confirm(ref, params, key);
                    return new Answer(ref, StripeOutcomes.confirmed(intent));
                })
                .outcome();
    }

    @Override
    public Outcome cancel(String ref) {
        return StripeCall.aside(
                        "cancel",
                        () -> new Answer(
                                ref,
                                StripeOutcomes.of(stripe.v1().paymentIntents().cancel(ref))))
                .outcome();
    }

    @Override
    public Outcome read(String ref) {
        return StripeCall.aside(
                        "read",
                        () -> new Answer(
                                ref,
                                StripeOutcomes.of(stripe.v1().paymentIntents().retrieve(ref))))
                .outcome();
    }

    @Override
    public LookUp find(Charge charge) {
        PaymentIntentSearchParams params = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + charge.idName() + "']:'" + charge.paymentId() + "'")
                .build();
        return StripeCall.call(
                "search",
                () -> {
                    var page = stripe.v1().paymentIntents().search(params);
                    return page.getData().stream()
                            .findFirst()
                            .<LookUp>map(intent -> new LookUp.Found(intent.getId()))
                            .orElseGet(() -> isLast(page.getHasMore()) ? new LookUp.Absent() : new LookUp.NotSaid());
                },
                nothing -> new LookUp.NotSaid());
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
        return StripeCall.answer(
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
        return StripeCall.answer(
                "read refund",
                () -> new Answer(
                        refundRef, StripeOutcomes.of(stripe.v1().refunds().retrieve(refundRef))),
                StripeOutcomes::silence);
    }

    @Override
    public LookUp findRefund(String chargeRef, io.tresen.payment.Refund refund) {
        return find(chargeRef, made -> refund.id().toString().equals(name(made)));
    }

    @Override
    public LookUp findRefundByHand(String chargeRef, io.tresen.payment.Refund refund, Set<String> taken) {
        return find(
                chargeRef,
                made -> name(made) == null
                        && !taken.contains(made.getId())
                        && BY_HAND.contains(String.valueOf(made.getStatus()))
                        && StripeAmounts.fromStripe(made.getAmount(), made.getCurrency())
                                .equals(Optional.of(refund.amount())));
    }

    /** Looks through all refunds of a charge, page by page; who has more pages than that is not read to the end. */
    private LookUp find(String chargeRef, Predicate<Refund> wanted) {
        return StripeCall.call(
                "list refunds",
                () -> {
                    String after = null;
                    for (int page = 0; page < MOST_PAGES; page++) {
                        RefundListParams params = RefundListParams.builder()
                                .setPaymentIntent(chargeRef)
                                .setLimit(100L)
                                .setStartingAfter(after)
                                .build();
                        var refunds = stripe.v1().refunds().list(params);
                        List<Refund> made = refunds.getData();
                        Optional<Refund> found = made.stream().filter(wanted).findFirst();
                        if (found.isPresent()) {
                            return new LookUp.Found(found.get().getId());
                        }
                        if (isLast(refunds.getHasMore())) {
                            return new LookUp.Absent();
                        }
                        after = made.get(made.size() - 1).getId();
                    }
                    return new LookUp.NotSaid();
                },
                nothing -> new LookUp.NotSaid());
    }

    /** What is not said to be the last page may not be. */
    private static boolean isLast(Boolean hasMore) {
        return Boolean.FALSE.equals(hasMore);
    }

    private static String name(Refund made) {
        return made.getMetadata() == null ? null : made.getMetadata().get("refund_id");
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
