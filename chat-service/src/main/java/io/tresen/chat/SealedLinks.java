package io.tresen.chat;

import io.tresen.messaging.seal.KeptSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Links that open one thing for who has them, for a while: a sealed token (as ADR 9 keeps secrets) of what is opened and until
 * when. Nobody can make or change one, and it tells nothing. Wall clock.
 */
@ApplicationScoped
public class SealedLinks {

    private final KeptSecrets secrets;
    private final String origin;

    SealedLinks(KeptSecrets secrets, @ConfigProperty(name = "tresen.origin") String origin) {
        this.secrets = secrets;
        this.origin = origin;
    }

    /** A page on which a shopper gives an address, in answer to a message. */
    public String addressPage(UUID businessId, String handle, UUID conversationId, String messageId, Instant until) {
        String token =
                secrets.keep(businessId, "address " + until.getEpochSecond() + ' ' + conversationId + ' ' + messageId);
        return origin + "/chat/s/" + handle + "/address/" + token;
    }

    /** What an address page is for. */
    public record Asked(UUID conversationId, String messageId) {}

    /** What the token of an address page opens; empty when it is none, another's, or over. */
    public Optional<Asked> asked(UUID businessId, String token, Instant now) {
        return opened(businessId, "address", token, now, 4)
                .map(parts -> new Asked(UUID.fromString(parts[2]), parts[3]));
    }

    /** An uploaded file. */
    public String file(UUID businessId, String mediaId, Instant until) {
        String token = secrets.keep(businessId, "media " + until.getEpochSecond() + ' ' + mediaId);
        return origin + "/chat/v1/channels/whatsapp/media/" + businessId + '/' + token;
    }

    /** The file's id that a token opens; empty as in {@link #asked}. */
    public Optional<String> fileOf(UUID businessId, String token, Instant now) {
        return opened(businessId, "media", token, now, 3).map(parts -> parts[2]);
    }

    private Optional<String[]> opened(UUID businessId, String kind, String token, Instant now, int length) {
        String text;
        try {
            text = secrets.reveal(businessId, token);
        } catch (UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        boolean fits = parts.length == length && parts[0].equals(kind);
        return fits && now.getEpochSecond() < Long.parseLong(parts[1]) ? Optional.of(parts) : Optional.empty();
    }
}
