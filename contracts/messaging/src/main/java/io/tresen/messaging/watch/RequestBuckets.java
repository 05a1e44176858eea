package io.tresen.messaging.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Has requests counted by how long they took, so that the slowest hundredth is seen and not only a mean; and none by the path that
 * a client made up. What is refused or fails without a route the setting {@code suppress4xx-errors} counts as UNKNOWN; OPTIONS, which
 * succeeds without one, is counted so here.
 */
public class RequestBuckets {

    private static final String REQUESTS = "http.server.requests";

    private static final double[] BOUNDS_NS = Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(ms -> Duration.ofMillis(ms).toNanos())
            .toArray();

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(REQUESTS) && "OPTIONS".equals(id.getTag("method"))
                        ? id.replaceTags(Tags.of(id.getTags()).and("uri", "UNKNOWN"))
                        : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS_NS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
