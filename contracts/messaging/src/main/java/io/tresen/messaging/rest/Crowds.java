package io.tresen.messaging.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Counts the requests that were answered {@link Crowded}, as {@code tresen_crowd_refused_total} by {@code what}. Clients can bring about as
 * many as they like, so that the alert for our faults takes them off the 5xx. Each answer counts once, where it is made: not what was
 * refused within and tried again, nor what nobody asked for by HTTP.
 */
@ApplicationScoped
public class Crowds {

    /** Any service may have too few of these; counted from its start, so that the alert has what it takes off. */
    public static final String REQUEST_TURNS = "request-turns";

    private final MeterRegistry metrics;

    Crowds(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        counter(REQUEST_TURNS);
    }

    /** Whoever answers with a refusal, or with a page about it, says so here. */
    public void count(Rejection answered) {
        if (answered instanceof Crowded crowded) {
            counter(crowded.what()).increment();
        }
    }

    private Counter counter(String what) {
        return metrics.counter("tresen.crowd.refused", "what", what);
    }
}
