package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.ChatRejection;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A business's number at Meta: connected, shown without its secrets, and taken away. */
@ApplicationScoped
public class WhatsAppDesk {

    private final WhatsAppNumbers numbers;
    private final Sends sends;
    private final GraphCalls calls;
    private final KeptSecrets secrets;
    private final Database database;
    private final BusinessClock clock;
    private final String webhookUrl;

    WhatsAppDesk(
            WhatsAppNumbers numbers,
            Sends sends,
            GraphCalls calls,
            KeptSecrets secrets,
            Database database,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.numbers = numbers;
        this.sends = sends;
        this.calls = calls;
        this.secrets = secrets;
        this.database = database;
        this.clock = clock;
        this.webhookUrl = origin + MetaWebhook.PATH;
    }

    /** What a business says of its number. */
    public record Wish(
            String phoneNumberId,
            String wabaId,
            String accessToken,
            String appSecret,
            String verifyToken,
            String catalogId,
            Boolean orderDetails) {

        /** For logs: no secret. */
        @Override
        public String toString() {
            return "Wish[" + phoneNumberId + "]";
        }
    }

    /**
     * The number as it may be shown.
     *
     * @param webhookUrl what is entered at Meta as the callback URL
     * @param orderDetails null: where Meta has payments
     * @param pausedUntil nothing is sent until then; absent while it is
     * @param lastRefusal what Meta refused last since the number was put; absent for nothing
     * @param lastDeliveryAt when Meta last delivered something that was signed with the app secret, to the minute; absent for
     *     never since the number was put
     */
    public record Connected(
            String phoneNumberId,
            String wabaId,
            String displayPhoneNumber,
            String catalogId,
            Boolean orderDetails,
            String webhookUrl,
            Instant verifiedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant pausedUntil,
            @JsonInclude(JsonInclude.Include.NON_NULL) Refusal lastRefusal,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant lastDeliveryAt) {}

    /** A refused call. @param code Meta's, 190 for an access token that does not hold any more */
    public record Refusal(int code, Instant at) {}

    /**
     * Connects the number, once Meta knows it with this access token. Its fields were checked.
     *
     * @throws RejectedException number-not-verified, number-taken; 503 when Meta gave no answer
     */
    public Connected connect(UUID businessId, Wish wish) {
        String shown = displayPhoneNumber(wish).orElseThrow(ChatRejection.NUMBER_NOT_VERIFIED::exception);
        WhatsAppNumber number = new WhatsAppNumber(
                businessId,
                wish.phoneNumberId(),
                wish.wabaId(),
                shown,
                secrets.keep(businessId, wish.accessToken()),
                secrets.keep(businessId, wish.appSecret()),
                wish.catalogId(),
                wish.orderDetails(),
                clock.now());
        return database.inTransaction(tx -> {
            numbers.put(tx, clock.now(), number, VerifyToken.hash(wish.verifyToken()));
            sends.hurry(tx, clock.now(), businessId);
            return view(number, new WhatsAppNumbers.Health(null, null, null, null));
        });
    }

    private Optional<String> displayPhoneNumber(Wish wish) {
        try {
            return calls.displayPhoneNumber(wish.phoneNumberId(), wish.accessToken());
        } catch (IOException e) {
            throw Problem.standard(503)
                    .because("WhatsApp gave no answer")
                    .retryIn(Duration.ofSeconds(5))
                    .exception();
        }
    }

    /** The business's number. */
    public Optional<Connected> find(UUID businessId) {
        return database.read(tx -> numbers.find(tx, businessId)
                .flatMap(number -> numbers.health(tx, businessId, clock.now()).map(health -> view(number, health))));
    }

    /** Takes it away; what waits for it ends as failed. False when there was none. */
    public boolean disconnect(UUID businessId) {
        return database.inTransaction(tx -> {
            sends.hurry(tx, clock.now(), businessId);
            return numbers.remove(tx, businessId);
        });
    }

    private Connected view(WhatsAppNumber number, WhatsAppNumbers.Health health) {
        return new Connected(
                number.phoneNumberId(),
                number.wabaId(),
                number.displayPhoneNumber(),
                number.catalogId(),
                number.orderDetails(),
                webhookUrl,
                number.putAt(),
                health.pausedUntil(),
                health.refusedAt() == null ? null : new Refusal(health.refusedCode(), health.refusedAt()),
                health.deliveredAt());
    }
}
