package io.tresen.payment.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many shoppers pay by card at a time on this replica, orders and top-ups together (ADR 24). Each holds a thread from the claim to
 * the provider's second answer; a provider that hangs would be given one thread after the other, until none is left for what
 * else is asked. Whoever comes too many is told so at once, and nothing is claimed. The janitor's calls take no place here: it has
 * hands of its own.
 */
@Singleton
class CardPlaces {

    private final int places;
    private final Semaphore free;
    private final Counter refused;

    /** @throws IllegalStateException when nobody could ever pay */
    CardPlaces(
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.payment.card-places", defaultValue = "64") int places) {
        if (places < 1) {
            throw new IllegalStateException("tresen.payment.card-places is " + places + ": it must be above 0");
        }
        this.places = places;
        this.free = new Semaphore(places);
        this.refused = metrics.counter("tresen.payment.card.places.refused");
        metrics.gauge("tresen.payment.card.places.held", this, CardPlaces::held);
    }

    /** Settings that can't hold end the service here, and not with the first card. */
    void start(@Observes StartupEvent event) {}

    /** @throws io.tresen.messaging.RejectedException 503 when all are taken */
    <T> T take(Supplier<T> payment) {
        if (!free.tryAcquire()) {
            refused.increment();
            throw Problem.unavailable()
                    .because("Too many pay by card at the moment")
                    .exception();
        }
        try {
            return payment.get();
        } finally {
            free.release();
        }
    }

    int held() {
        return places - free.availablePermits();
    }
}
