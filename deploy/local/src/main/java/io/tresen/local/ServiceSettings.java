package io.tresen.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a service's process is started here: JVM flags, and the settings that differ from one machine to another. */
record ServiceSettings(PlatformOptions options, Keys keys) {

    /**
     * Small heaps and the serial collector: twelve processes share one machine. Both compilers stay on: with the first
     * one alone a start is a second shorter, and everything after it about half as fast. A platform that ends after some
     * minutes has ended before the second compiler has earned its keep.
     */
    private static final List<String> JVM =
            List.of("-Xms48m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private static final List<String> RATES_OF_ONE_SENDER =
            List.of("token-requests", "business-requests", "address-requests", "address-openings", "address-uploads");

    List<String> arguments(String service, int replica, long clockOffsetS) {
        List<String> arguments = new ArrayList<>(JVM);
        if (options.forMinutes()) {
            arguments.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=96m"));
        }
        properties(service, replica, clockOffsetS).forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.add("-jar");
        Builds builds = new Builds(options.state(), options.root());
        arguments.add(
                jar(builds.of(PortPlan.partName(service, replica)), service).toString());
        return arguments;
    }

    /** Where Quarkus puts the built service. */
    Path jar(String service) {
        return jar(options.root(), service);
    }

    private static Path jar(Path root, String service) {
        return root.resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
    }

    private Map<String, String> properties(String service, int replica, long clockOffsetS) {
        PortPlan ports = options.ports();
        String database = "tresen_" + service;
        String server = "://127.0.0.1:" + ports.of("postgres") + "/" + database;
        Map<String, String> p = new LinkedHashMap<>();
        p.put("quarkus.http.host", "127.0.0.1");
        p.put("quarkus.http.port", Integer.toString(ports.of(service, replica)));
        p.put("quarkus.datasource.reactive.url", "postgresql" + server);
        p.put("quarkus.datasource.jdbc.url", "jdbc:postgresql" + server);
        p.put("quarkus.datasource.username", database);
        p.put("quarkus.datasource.password", database);
        p.put("kafka.bootstrap.servers", "127.0.0.1:" + ports.of("kafka"));
        // Otherwise each channel in turn waits two seconds when the service ends, twenty in all for chat. What is not
        // acknowledged yet comes again, and the inbox knows it.
        p.put("mp.messaging.connector.smallrye-kafka.graceful-shutdown", "false");
        p.put("tresen.registry.url", "http://127.0.0.1:" + ports.of("registry") + "/apis/ccompat/v7");
        p.put("tresen.jwks.location", keys.tokenKeys().toString());
        p.put("tresen.replica", Integer.toString(replica));
        p.put("tresen.local", "true");
        p.put("tresen.origin", "http://localhost:" + ports.of("gateway"));
        p.put("tresen.failpoints", new Failpoints(options.state()).of(service).toString());
        p.put("tresen.clock.offset-s", Long.toString(clockOffsetS));
        // one shop and one address send everything that an experiment sends
        for (String rate : RATES_OF_ONE_SENDER) {
            p.put("tresen.rates." + rate, "1000000");
        }
        options.traces().ifPresent(receiver -> p.put("tresen.otlp.endpoint", receiver.toString()));
        switch (service) {
            case "chat" -> {
                p.put("tresen.signing-key.location", keys.signingKey().toString());
                p.put("tresen.seal.recipients.location", keys.sealRecipients().toString());
                p.put("tresen.secrets.location", keys.secretKeys(service).toString());
                p.put(
                        "tresen.pictures.folder",
                        options.state().resolve("pictures-" + replica).toString());
                p.put("tresen.verification.url", "http://127.0.0.1:" + ports.of("gateway") + "/local/phones");
                p.put("tresen.verification.secret", "phones_local");
            }
            case "notification" ->
                p.put("tresen.secrets.location", keys.secretKeys(service).toString());
            case "order" ->
                p.put("tresen.seal.keys.location", keys.orderSealKeys().toString());
            case "payment" -> {
                p.put("tresen.stripe.api-base", "http://localhost:" + ports.of("sandbox"));
                p.put("tresen.stripe.api-key", "sk_test_local");
                p.put("tresen.stripe.webhook-secret", "whsec_local");
            }
            default -> {}
        }
        return p;
    }
}
