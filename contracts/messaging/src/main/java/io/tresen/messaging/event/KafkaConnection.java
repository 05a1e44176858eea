package io.tresen.messaging.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How Kafka is reached by the clients that we open ourselves: as by the channels, by {@code kafka.bootstrap.servers} and, in a
 * cluster, by the certificates of {@code kafka.ssl.…}. What {@code kafka.…} says beyond the connection is the channels' own.
 */
@Singleton
public class KafkaConnection {

    private static final List<String> OF_THE_CONNECTION = List.of("bootstrap.servers", "security.", "ssl.", "sasl.");

    private final Map<String, Object> settings;

    @Inject
    public KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> everything) {
        settings = everything.entrySet().stream()
                .filter(setting -> OF_THE_CONNECTION.stream().anyMatch(setting.getKey()::startsWith))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What any Kafka client takes. */
    public Map<String, Object> settings() {
        return settings;
    }
}
