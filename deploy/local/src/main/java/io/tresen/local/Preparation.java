package io.tresen.local;

import io.tresen.engines.Databases;
import io.tresen.messaging.deploy.Topology;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What a deployment does once the engines run and before the services do: databases, topics, schemas. */
record Preparation(PlatformOptions options, Consumer<String> say) {

    private static final int PARTITIONS = 6;

    /** Makes what is missing. @throws LaunchFailure when something can't be made, or the registry lost a schema */
    void run() {
        long begin = System.nanoTime();
        Databases databases = new Databases("127.0.0.1", options.ports().of("postgres"));
        Databases.ALL.forEach(databases::create);
        try {
            Topology.createTopics("127.0.0.1:" + options.ports().of("kafka"), PARTITIONS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new LaunchFailure("The topics can't be created: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted while creating topics.", interrupted);
        }
        new SchemaBook(options.state().resolve("schemas.json"))
                .register(options.ports().of("registry"));
        say.accept(Together.took("Databases, topics and schemas", begin));
    }
}
