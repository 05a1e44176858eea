package io.tresen.messaging.trace;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** One setting switches tracing on: with {@code tresen.otlp.endpoint} spans go there, without it nothing of it runs. */
public final class TracingSettings implements ConfigSourceFactory {

    /** Above what is built in, below what the environment says. */
    private static final int ORDINAL = 275;

    private static final String LINE = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) [%X{traceId}] %s%e%n";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue endpoint = context.getValue("tresen.otlp.endpoint");
        boolean off = endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank();
        Map<String, String> settings = off
                ? Map.of("quarkus.otel.sdk.disabled", "true")
                : Map.of(
                        "quarkus.otel.sdk.disabled",
                        "false",
                        "quarkus.otel.exporter.otlp.endpoint",
                        endpoint.getValue(),
                        "quarkus.log.console.format",
                        LINE);
        return List.of(new PropertiesConfigSource(settings, "tracing", ORDINAL));
    }
}
