package io.tresen.messaging.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has requests counted by how long they took, so that the slowest hundredth is seen and not only a mean; and never by a path
 * that a client made up, which holds ids and of which there is no end.
 */
public class RequestBuckets {

    private static final double[] BOUNDS_NS = Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(ms -> Duration.ofMillis(ms).toNanos())
            .toArray();

    private static final Pattern ID =
            Pattern.compile("(.*/)?([0-9a-f]{8}-[0-9a-f-]{27}|[^/]*[0-9]{6,}[^/]*|[^/]{41,})(/.*)?");

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String uri = id.getTag("uri");
                return id.getName().equals("http.server.requests")
                                && uri != null
                                && ID.matcher(uri).matches()
                        ? id.replaceTags(Tags.of(id.getTags()).and("uri", "UNMATCHED"))
                        : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS_NS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
