package io.tresen.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * PostgreSQL, Kafka and the schema registry for tests: {@code -Dtresen.engines=embedded} (also when nothing is asked for)
 * or {@code containers}. Nothing is guessed from what the machine has.
 */
public final class Engines {

    private static final String ASKED = "tresen.engines";
    private static final String FOLDER = "tresen.engines.folder";
    private static final String PORTS = "ports.properties";

    private final Path folder;
    private final boolean containers;
    private final Engine postgres;
    private final Engine kafka;
    private final Engine registry;

    private Engines(Path folder, boolean containers, Properties ports) {
        this.folder = folder;
        this.containers = containers;
        int postgresPort = Integer.parseInt(ports.getProperty("postgres"));
        int kafkaPort = Integer.parseInt(ports.getProperty("kafka"));
        int registryPort = Integer.parseInt(ports.getProperty("registry"));
        if (containers) {
            postgres = Containers.postgres(postgresPort, folder);
            kafka = Containers.kafka(kafkaPort, folder);
            registry = Containers.registry(registryPort, folder);
        } else {
            int controllerPort = Integer.parseInt(ports.getProperty("controller"));
            postgres = new PostgresEngine(postgresPort, folder.resolve("postgres"));
            kafka = new KafkaEngine(kafkaPort, controllerPort, folder.resolve("kafka"), true);
            registry = new RegistryEngine(registryPort, folder.resolve("registry"));
        }
    }

    /**
     * The engines of this JVM, started at the first call: free ports, a temporary folder that goes with the JVM however
     * it ends. All class loaders share them, so that restarts of an application under test keep them.
     *
     * @throws IllegalArgumentException when {@code tresen.engines} is neither {@code embedded} nor {@code containers}
     * @throws EngineFailure when one does not start
     */
    public static Engines ofThisJvm() {
        synchronized (Runtime.getRuntime()) {
            String known = System.getProperty(FOLDER);
            if (known != null) {
                return in(Path.of(known));
            }
            Path folder = Watchdog.temporaryFolder();
            Engines engines = in(folder);
            engines.start();
            TestKeys.write(folder);
            System.setProperty(FOLDER, folder.toString());
            return engines;
        }
    }

    /** The engines whose data are in that folder, not started; ports are chosen once per folder. */
    static Engines in(Path folder) {
        boolean containers = containersAsked();
        Properties ports = new Properties();
        Path file = folder.resolve(PORTS);
        try {
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    ports.load(in);
                }
            } else {
                List<String> names = List.of("postgres", "kafka", "controller", "registry");
                int[] free = Ports.free(names.size());
                names.forEach(name -> ports.setProperty(name, Integer.toString(free[names.indexOf(name)])));
                try (var out = Files.newOutputStream(file)) {
                    ports.store(out, null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Engines(folder, containers, ports);
    }

    private static boolean containersAsked() {
        String asked = System.getProperty(ASKED, "embedded");
        return switch (asked) {
            case "embedded" -> false;
            case "containers" -> true;
            default ->
                throw new IllegalArgumentException("-D" + ASKED + "=" + asked + ": wanted embedded or containers");
        };
    }

    /** Starts all three at the same time and returns once all answer. */
    void start() {
        var starts = List.of(registry, kafka, postgres).stream()
                .map(engine -> CompletableFuture.runAsync(engine::start, task -> new Thread(task, "start").start()))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            throw new EngineFailure(e.getCause().getMessage(), e.getCause());
        }
    }

    /** The database server; administrator {@link PostgresEngine#ADMIN}. */
    public Engine postgres() {
        return postgres;
    }

    /** The broker. */
    public Engine kafka() {
        return kafka;
    }

    /** The schema registry. */
    public Engine registry() {
        return registry;
    }

    /** Where all three are reached. */
    public String host() {
        return containers ? Containers.host() : "127.0.0.1";
    }

    /** Makes a database with a role of the same name and password, unless it is there. */
    public void createDatabase(String name) {
        new Databases(host(), postgres.port()).create(name);
    }

    /** For JDBC, Flyway for one. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + postgres.port() + "/" + database;
    }

    /** For the reactive client. */
    public String reactiveUrl(String database) {
        return "postgresql://" + host() + ":" + postgres.port() + "/" + database;
    }

    /** What Kafka clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return host() + ":" + kafka.port();
    }

    /** The registry's Confluent-compatible API, version 7. */
    public String ccompatUrl() {
        return "http://" + host() + ":" + registry.port() + "/apis/ccompat/v7";
    }

    /** The public keys that check tokens of {@link TestTokens}. */
    public Path jwks() {
        return folder.resolve(TestKeys.PUBLIC);
    }

    /** The private key, a JWK, that signs tokens of {@link TestTokens}. */
    public Path signingKey() {
        return folder.resolve(TestKeys.PRIVATE);
    }

    /** The key, in a JWKS file, under which a service keeps secrets. */
    public Path secretKeys() {
        return folder.resolve(TestKeys.SECRETS);
    }
}
