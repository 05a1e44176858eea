package io.tresen.engines;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tresen.messaging.deploy.SchemaRegistration;
import io.tresen.messaging.deploy.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

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
                deploy(engines);
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
                "tresen.signing-key.location", engines.signingKey().toString(),
                "tresen.secrets.location", engines.secretKeys().toString());
    }

    private void deploy(Engines engines) {
        try {
            Topology.createTopics(engines.bootstrapServers(), partitions);
            SchemaRegistration.registerAll(engines.ccompatUrl());
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new EngineFailure("topics or schemas could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while making topics and schemas", e);
        }
    }

    @Override
    public void stop() {
        // the engines go with the JVM
    }
}
