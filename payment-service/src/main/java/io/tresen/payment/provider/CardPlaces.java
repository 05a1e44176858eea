package io.tresen.payment.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.rest.Crowded;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many shoppers pay by card at a time on this replica, orders and top-ups together (ADR 24). Each holds a thread from the claim to
 * the provider's second answer; a provider that hangs would be given one thread after the other, until none is left for what
 * else is asked. Whoever comes too many is told so at once, and nothing is claimed. One business's shoppers have half of the places:
 * anybody can get pay links of a shop, and all of them at work keep no other's shoppers from paying. Who claims nothing takes no
 * place: a repeat is answered, an unknown page is unknown, however many pay. The janitor's calls take none either: it has hands of
 * its own.
 */
@Singleton
class CardPlaces {

    private final int places;
    private final int ofOne;
    private final Map<UUID, Integer> held = new HashMap<>();
    private final Counter refused;

    /** @throws IllegalStateException when nobody could ever pay */
    CardPlaces(
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.payment.card-places", defaultValue = "64") int places) {
        if (places < 1) {
            throw new IllegalStateException("tresen.payment.card-places is " + places + ": it must be above 0");
        }
        this.places = places;
        this.ofOne = places - places / 2;
        this.refused = metrics.counter("tresen.payment.card.places.refused");
        metrics.gauge("tresen.payment.card.places.held", this, CardPlaces::held);
    }

    /** Settings that can't hold end the service here, and not with the first card. */
    void start(@Observes StartupEvent event) {}

    /** For one who asks to pay; it is taken when that one is about to claim, and free again once it is closed. */
    Place place() {
        return new Place();
    }

    /** See {@link #place}. One thread's. */
    final class Place implements AutoCloseable {

        private UUID takenOf;

        /** @throws io.tresen.messaging.RejectedException 503 when all are taken, or all of this business's shoppers */
        void take(UUID businessId) {
            if (!has(businessId)) {
                refused.increment();
                throw new Crowded("card-places", "Too many pay by card at the moment").exception();
            }
            takenOf = businessId;
        }

        @Override
        public void close() {
            if (takenOf != null) {
                free(takenOf);
            }
        }
    }

    private synchronized boolean has(UUID businessId) {
        if (held() >= places || held.getOrDefault(businessId, 0) >= ofOne) {
            return false;
        }
        held.merge(businessId, 1, Integer::sum);
        return true;
    }

    private synchronized void free(UUID businessId) {
        held.computeIfPresent(businessId, (id, count) -> count == 1 ? null : count - 1);
    }

    synchronized int held() {
        return held.values().stream().mapToInt(Integer::intValue).sum();
    }
}
