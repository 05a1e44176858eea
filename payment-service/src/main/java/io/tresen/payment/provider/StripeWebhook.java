package io.tresen.payment.provider;

import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import io.tresen.messaging.Ids;
import io.tresen.payment.OrderKey;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.topup.TopUpKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads Stripe's signed events. The signature is checked on the raw bytes, by the library, against the wall clock. */
@ApplicationScoped
public class StripeWebhook {

    private static final Logger LOG = Logger.getLogger(StripeWebhook.class);
    private static final long TOLERANCE_S = 300;
    private static final Set<String> INTENT_NEWS = Set.of(
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "payment_intent.processing",
            "payment_intent.requires_action");

    private final String secret;

    StripeWebhook(@ConfigProperty(name = "tresen.stripe.webhook-secret") String secret) {
        this.secret = secret;
    }

    /**
     * What the event says.
     *
     * @return empty for an event that says nothing to us
     * @throws io.tresen.messaging.RejectedException 400 when signature, age or shape do not hold
     */
    public Optional<ProviderNews> read(byte[] body, String signature) {
        Event event = verified(body, signature);
        StripeObject object = object(event);
        if (object instanceof PaymentIntent intent && INTENT_NEWS.contains(event.getType())) {
            return news(event, intent.getMetadata(), null, intent).map(news -> news.saying(StripeOutcomes.of(intent)));
        }
        if (object instanceof Refund refund) {
            return news(event, refund.getMetadata(), "refund_id", refund)
                    .map(news -> news.aboutRefund().saying(StripeOutcomes.of(refund)));
        }
        return Optional.empty();
    }

    private Event verified(byte[] body, String signature) {
        try {
            Event event =
                    Webhook.constructEvent(new String(body, StandardCharsets.UTF_8), signature, secret, TOLERANCE_S);
            if (event.getId() != null && event.getType() != null) {
                return event;
            }
        } catch (SignatureVerificationException | RuntimeException e) {
            // the library throws NullPointerException without the header and its JSON reader's own on bad JSON
            LOG.debugf("A webhook was refused: %s", e.getClass().getSimpleName());
        }
        throw PaymentRejection.BAD_SIGNATURE.exception();
    }

    /** Also of an event with another API version than the library's, as far as it can be read. */
    private static StripeObject object(Event event) {
        try {
            var data = event.getDataObjectDeserializer();
            return data.getObject().isPresent() ? data.getObject().get() : data.deserializeUnsafe();
        } catch (EventDataObjectDeserializationException | RuntimeException e) {
            LOG.warnf("Event %s of type %s can't be read", event.getId(), event.getType());
            return null;
        }
    }

    /** @param refundIdName null for a charge */
    private static Optional<ProviderNews> news(
            Event event, Map<String, String> metadata, String refundIdName, HasId object) {
        if (metadata == null || object.getId() == null) {
            return Optional.empty();
        }
        UUID business = Ids.parse(metadata.get("business_id"));
        UUID topUp = Ids.parse(metadata.get("top_up_id"));
        UUID order = Ids.parse(metadata.get("order_id"));
        UUID id = Ids.parse(
                metadata.get(refundIdName != null ? refundIdName : topUp == null ? "payment_id" : "top_up_id"));
        if (business == null || order == null && topUp == null || id == null) {
            return Optional.empty();
        }
        return Optional.of(new ProviderNews(
                event.getId(),
                topUp == null ? new OrderKey(business, order) : null,
                topUp == null ? null : new TopUpKey(business, topUp),
                id,
                false,
                object.getId(),
                null));
    }
}
