package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Credentials;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Registers a business, by the interface or by the console's sign-up. */
@ApplicationScoped
class Registering {

    static final int NAME = 200;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(it -> it.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Businesses businesses;
    private final Credentials credentials;
    private final SetUp setUp;
    private final BusinessClock clock;
    private final String origin;

    Registering(
            Businesses businesses,
            Credentials credentials,
            SetUp setUp,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.businesses = businesses;
        this.credentials = credentials;
        this.setUp = setUp;
        this.clock = clock;
        this.origin = origin;
    }

    /** What a new business says of itself. */
    record Wish(String name, String handle, String country, String currency, String language, Boolean acceptedTerms) {}

    /** Notes what is against the rules; answers the language. */
    Language read(Fields fields, Wish wish) {
        fields.text("/name", wish.name(), 1, NAME);
        pattern(
                fields,
                "/handle",
                wish.handle(),
                wish.handle() != null && wish.handle().matches("[a-z0-9-]{3,40}"));
        pattern(fields, "/country", wish.country(), COUNTRIES.contains(String.valueOf(wish.country())));
        pattern(fields, "/currency", wish.currency(), CURRENCIES.contains(String.valueOf(wish.currency())));
        return fields.word("/language", wish.language(), Language.class);
    }

    /** @throws io.tresen.messaging.RejectedException terms-not-accepted */
    void accepted(Wish wish) {
        if (!Boolean.TRUE.equals(wish.acceptedTerms())) {
            throw ChatRejection.TERMS_NOT_ACCEPTED.exception();
        }
    }

    /** Registers; the view holds the secret, told this once. @throws io.tresen.messaging.RejectedException handle-taken */
    BusinessView register(Tx tx, Wish wish, Language language) {
        String secret = Secrets.fresh();
        UUID clientId = Ids.v7();
        Business business = businesses.register(
                tx, clock.now(), Ids.v7(), wish.name(), wish.handle(), wish.country(), wish.currency(), language);
        credentials.add(tx, clock.now(), business.id(), clientId, secret);
        return BusinessView.of(business, clientId, secret, origin, List.of(), setUp.look(tx, business));
    }

    private static void pattern(Fields fields, String pointer, String value, boolean fits) {
        if (fields.required(pointer, value) != null && !fits) {
            fields.add(
                    pointer, pointer.equals("/handle") ? "must be 3 to 40 of a-z, 0-9 and -" : "must be an ISO code");
        }
    }
}
