package io.tresen.engines;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a service's tests their engines: {@code @QuarkusTestResource(value = EnginesResource.class, initArgs =
 * @ResourceArg(name = "service", value = "catalog"))}. They start once per JVM, with the platform's topics and schemas,
 * and are reused by every restart of the application; the service's database is made when it is first asked for.
 *
 * <p>{@code partitions} (6 unless given) holds for the JVM's first use. {@link Engines#ofThisJvm()} lets a test stop, kill
 * and freeze them; whoever does starts them again.
 */
public final class EnginesResource implements QuarkusTestResourceLifecycleManager {

    private static final String READY = "tresen.engines.contracts";

    private String service;
    private int partitions;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
        if (service == null) {
            throw new IllegalArgumentException("EnginesResource wants the argument service, catalog for one");
        }
        partitions = Integer.parseInt(arguments.getOrDefault("partitions", "6"));
    }

    @Override
    public Map<String, String> start() {
        Engines engines = Engines.ofThisJvm();
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(READY) == null) {
                Contracts.createTopics(engines.bootstrapServers(), partitions);
                Contracts.registerSchemas(engines.ccompatUrl());
                System.setProperty(READY, "true");
            }
        }
        String database = "tresen_" + service;
        engines.createDatabase(database);
        return Map.of(
                "quarkus.datasource.reactive.url", engines.reactiveUrl(database),
                "quarkus.datasource.jdbc.url", engines.jdbcUrl(database),
                "quarkus.datasource.username", database,
                "quarkus.datasource.password", database,
                "kafka.bootstrap.servers", engines.bootstrapServers(),
                "tresen.registry.url", engines.ccompatUrl(),
                "tresen.jwks.location", engines.jwks().toString(),
                "tresen.signing-key.location", engines.signingKey().toString());
    }

    @Override
    public void stop() {
        // the engines go with the JVM
    }
}
