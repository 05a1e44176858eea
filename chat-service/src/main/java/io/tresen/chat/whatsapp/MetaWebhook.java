package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.whatsapp.MetaDelivery.Change;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.webhook.WebhookSignature;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** Where Meta delivers what happens at the businesses' numbers (ADR 11). */
@Path(MetaWebhook.PATH)
@Public
public class MetaWebhook {

    public static final String PATH = "/chat/v1/channels/whatsapp/webhook";

    /** Meta: "payloads can be up to 3 MB" (page webhooks). */
    private static final int LARGEST = 3 * 1024 * 1024;

    /** Apps whose numbers come in one body: Meta delivers per app, so more than a few are a stranger's doing. */
    private static final int MOST_SECRETS = 8;

    private static final Logger LOG = Logger.getLogger(MetaWebhook.class);
    private static final String CHALLENGE = "[A-Za-z0-9_.-]{1,200}";

    private final WhatsAppNumbers numbers;
    private final Arrivals arrivals;
    private final KeptSecrets secrets;
    private final Database database;
    private final Database ofEvents;
    private final ObjectMapper mapper;
    private final BusinessClock clock;

    MetaWebhook(
            WhatsAppNumbers numbers,
            Arrivals arrivals,
            KeptSecrets secrets,
            Database database,
            ObjectMapper mapper,
            BusinessClock clock) {
        this.numbers = numbers;
        this.arrivals = arrivals;
        this.secrets = secrets;
        this.database = database;
        this.ofEvents = database.forEvents();
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The handshake: Meta asks whether the endpoint wants to be told (Meta, "Webhooks: verification requests"). */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "Meta's handshake: answers the challenge to who knows a number's verify token")
    @APIResponse(responseCode = "200", description = "The challenge")
    @APIResponse(responseCode = "403", description = "No number has this verify token")
    public String verify(
            @QueryParam("hub.mode") String mode,
            @QueryParam("hub.verify_token") String token,
            @QueryParam("hub.challenge") String challenge) {
        boolean fits = "subscribe".equals(mode)
                && token != null
                && challenge != null
                && challenge.matches(CHALLENGE)
                && database.read(tx -> numbers.anyVerifiedBy(tx, VerifyToken.hash(token)));
        if (!fits) {
            throw Problem.standard(403).exception();
        }
        return challenge;
    }

    @POST
    @Public(counted = false)
    @BodyLimit(LARGEST)
    @Operation(
            summary = "Meta's webhooks: entries with messages and statuses, signed with the app secret of each number")
    @APIResponse(responseCode = "200", description = "Everything that is verified was taken in, now or before")
    @APIResponse(responseCode = "400", description = "No JSON")
    @APIResponse(
            responseCode = "403",
            description = "A number that it names did not sign it; the others' parts were taken")
    public Response take(@HeaderParam(WebhookSignature.HEADER) String signature, byte[] body) {
        MetaDelivery delivery = MetaDelivery.read(tree(body));
        arrivals.passedOver("ignored", delivery.ignored());
        List<String> named = delivery.changes().stream()
                .map(Change::phoneNumberId)
                .distinct()
                .toList();
        List<WhatsAppNumber> known = ofEvents.read(tx -> numbers.named(tx, named));
        Map<String, WhatsAppNumber> verified = verified(known, signature, body);
        arrivals.passedOver("unknown", named.size() - known.size());
        arrivals.passedOver("unverified", known.size() - verified.size());
        if (!verified.isEmpty()) {
            List<UUID> businesses =
                    verified.values().stream().map(WhatsAppNumber::businessId).toList();
            ofEvents.run(tx -> numbers.delivered(tx, clock.now(), businesses));
        }
        List<Runnable> parts = new ArrayList<>();
        for (Change change : delivery.changes()) {
            WhatsAppNumber number = verified.get(change.phoneNumberId());
            if (number != null) {
                change.messages().forEach(it -> parts.add(() -> arrivals.take(number.businessId(), it)));
                change.statuses().forEach(it -> parts.add(() -> arrivals.take(number.businessId(), it)));
            }
        }
        takeAll(parts);
        if (verified.size() < known.size()) {
            throw Problem.standard(403).exception(); // Meta repeats, and what was taken is found again
        }
        return Response.ok().build();
    }

    /** Those whose app signed it; a body is signed once, so a few secrets are compared at most. */
    private Map<String, WhatsAppNumber> verified(List<WhatsAppNumber> known, String signature, byte[] body) {
        Map<String, Boolean> bySecret = new HashMap<>();
        Map<String, WhatsAppNumber> verified = new HashMap<>();
        for (WhatsAppNumber number : known) {
            String secret = secrets.reveal(number.businessId(), number.keptSecret());
            if (signature == null || !bySecret.containsKey(secret) && bySecret.size() == MOST_SECRETS) {
                continue;
            }
            if (bySecret.computeIfAbsent(secret, it -> matches(signature, it, body))) {
                verified.put(number.phoneNumberId(), number);
            }
        }
        return verified;
    }

    /** One part that fails is repeated by Meta, with the whole; it must not hold back those behind it. */
    private static void takeAll(List<Runnable> parts) {
        RuntimeException first = null;
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RejectedException nobodyCouldWait) {
                first = first == null ? nobodyCouldWait : first;
            } catch (RuntimeException e) {
                if (Outage.isOne(e)) {
                    throw e;
                }
                LOG.error("A part of a webhook of WhatsApp failed; it comes again", Wordless.of(e));
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private JsonNode tree(byte[] body) {
        try {
            JsonNode tree = mapper.readTree(body);
            if (tree != null && tree.isObject()) {
                return SoundJson.of(tree);
            }
        } catch (JsonProcessingException e) {
            // below, as what is JSON and no object
        } catch (IOException e) {
            // the reader's own words for broken UTF-8
        }
        throw Problem.of("malformed-json", 400, "The body can't be read as JSON")
                .with(FieldError.at("", "must be an object"))
                .exception();
    }

    private static boolean matches(String signature, String secret, byte[] body) {
        return MessageDigest.isEqual(
                WebhookSignature.of(secret, body).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
