package io.tresen.local;

import io.tresen.engines.Databases;
import io.tresen.messaging.deploy.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Builds builds = new Builds(options.state(), options.root());
        if (builds.isOwn(Builds.SCHEMAS)) {
            new SchemaBook(options.state().resolve("schemas.json"))
                    .register(options.ports().of("registry"));
        } else {
            registerBy(builds.of(Builds.SCHEMAS));
        }
        say.accept(Together.took("Databases, topics and schemas", begin));
    }

    /** Another build registers its own schemas, in a process of its own: its classes are not ours. */
    private void registerBy(Path root) {
        try {
            Path local = root.resolve("deploy/local/target");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            local.resolve("classes") + ":"
                                    + Files.readString(local.resolve("classpath"))
                                            .strip(),
                            "io.tresen.messaging.deploy.SchemaRegistration",
                            "http://127.0.0.1:" + options.ports().of("registry") + "/apis/ccompat/v7")
                    .redirectErrorStream(true)
                    .redirectOutput(options.state().resolve("schemas.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new LaunchFailure("The schemas of " + root + " are not registered; see "
                        + options.state().resolve("schemas.log"));
            }
        } catch (IOException broken) {
            throw new LaunchFailure(
                    "The build in " + root + " can't register its schemas: " + broken.getMessage(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted while registering schemas.", interrupted);
        }
    }
}
