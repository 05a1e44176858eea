package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Credentials;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Registration of a business: open to everybody, answered once with its secret (INTERFACE 2). */
@Path("/chat/v1/businesses")
public class BusinessesResource {

    static final int NAME = 200;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(it -> it.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Businesses businesses;
    private final Credentials credentials;
    private final Checklist checklist;
    private final IdempotencyKeys idempotency;
    private final BusinessClock clock;
    private final String origin;

    BusinessesResource(
            Businesses businesses,
            Credentials credentials,
            Checklist checklist,
            IdempotencyKeys idempotency,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.businesses = businesses;
        this.credentials = credentials;
        this.checklist = checklist;
        this.idempotency = idempotency;
        this.clock = clock;
        this.origin = origin;
    }

    /** What a new business says of itself. */
    public record Registration(
            String name, String handle, String country, String currency, String language, Boolean acceptedTerms) {}

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Registered; the secret is told this once",
            content = @Content(schema = @Schema(implementation = BusinessView.class)))
    public Response register(Registration body) {
        Fields fields = new Fields();
        fields.text("/name", body.name(), 1, NAME);
        pattern(
                fields,
                "/handle",
                body.handle(),
                body.handle() != null && body.handle().matches("[a-z0-9-]{3,40}"));
        pattern(fields, "/country", body.country(), COUNTRIES.contains(String.valueOf(body.country())));
        pattern(fields, "/currency", body.currency(), CURRENCIES.contains(String.valueOf(body.currency())));
        Language language = fields.word("/language", body.language(), Language.class);
        fields.check();
        if (!Boolean.TRUE.equals(body.acceptedTerms())) {
            throw ChatRejection.TERMS_NOT_ACCEPTED.exception();
        }
        return idempotency.required(tx -> register(tx, body, language));
    }

    private Answer register(Tx tx, Registration body, Language language) {
        String secret = Secrets.fresh();
        UUID clientId = Ids.v7();
        Business business = businesses.register(
                tx, clock.now(), Ids.v7(), body.name(), body.handle(), body.country(), body.currency(), language);
        credentials.add(tx, clock.now(), business.id(), clientId, secret);
        BusinessView view = BusinessView.of(business, clientId, secret, origin, List.of(), checklist.of(tx, business));
        return Answer.of(201, view).at("/chat/v1/business").keptSecret();
    }

    private static void pattern(Fields fields, String pointer, String value, boolean fits) {
        if (fields.required(pointer, value) != null && !fits) {
            fields.add(
                    pointer, pointer.equals("/handle") ? "must be 3 to 40 of a-z, 0-9 and -" : "must be an ISO code");
        }
    }
}
