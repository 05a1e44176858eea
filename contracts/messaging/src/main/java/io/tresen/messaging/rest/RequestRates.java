package io.tresen.messaging.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests a minute this replica takes of one token, of one business itself, of all its shoppers together and, where
 * nobody has shown a token that holds, of one network. In memory, since a request that is refused must cost nothing (ADR 21); wall clock.
 */
@ApplicationScoped
public class RequestRates {

    private static final int REMEMBERED = 100_000;

    /** All shoppers of a business, who have a bucket of their own. */
    private record Shoppers(UUID businessId) {}

    private final Buckets tokens;
    private final Buckets businesses;
    private final Buckets networks;

    @Inject
    RequestRates(
            @ConfigProperty(name = "tresen.rates.token-requests", defaultValue = "6000") int perToken,
            @ConfigProperty(name = "tresen.rates.business-requests", defaultValue = "60000") int perBusiness,
            @ConfigProperty(name = "tresen.rates.address-requests", defaultValue = "6000") int perNetwork) {
        this(perToken, perBusiness, perNetwork, System::nanoTime);
    }

    RequestRates(int perToken, int perBusiness, int perNetwork, LongSupplier nanos) {
        tokens = new Buckets(perToken, REMEMBERED, nanos);
        businesses = new Buckets(perBusiness, REMEMBERED, nanos);
        networks = new Buckets(perNetwork, REMEMBERED, nanos);
    }

    /** Counts a request of a verified token. @throws RejectedException 429 with a Retry-After */
    void count(Token token) {
        refuse(tokens.take(token.id()), "This token");
        if (token.role() == Role.SHOPPER) {
            // anybody can be one: they must not use up what the business itself needs
            refuse(businesses.take(new Shoppers(token.businessId())), "The shoppers of this business");
        } else {
            refuse(businesses.take(token.businessId()), "This business");
        }
    }

    /** Counts a request of nobody known. @throws RejectedException 429 with a Retry-After */
    void count(String network) {
        refuse(networks.take(network), "This network address");
    }

    private static void refuse(Duration wait, String who) {
        if (!wait.isZero()) {
            throw Problem.standard(429)
                    .because(who + " sends more requests than are taken in a minute; wait")
                    .retryIn(wait)
                    .exception();
        }
    }
}
