package io.tresen.engines;

import io.tresen.engines.ContainerEngine.Setup;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * The engines as containers. Images are the makers' own; {@code -Dtresen.image.postgres}, {@code .kafka} and
 * {@code .registry} name others, for a mirror.
 */
final class Containers {

    private Containers() {}

    /** Where containers' ports are reached. */
    static String host() {
        return DockerClientFactory.instance().dockerHostIpAddress();
    }

    static Engine postgres(int port, Path folder) {
        Setup setup =
                new Setup("postgres", image("postgres", "postgres:18-alpine"), 5432, () -> new Databases(host(), port)
                        .reachable());
        Supplier<GenericContainer<?>> container = () -> container(setup)
                .withEnv("POSTGRES_PASSWORD", PostgresEngine.ADMIN)
                .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "timezone=UTC");
        return new ContainerEngine(setup, container, port, folder.resolve("postgres.container"));
    }

    static Engine kafka(int port, Path folder) {
        Setup setup = new Setup(
                "kafka",
                image("kafka", "apache/kafka:4.1.1"),
                9092,
                () -> Ports.open(host(), port) && KafkaEngine.answers(host() + ":" + port));
        Supplier<GenericContainer<?>> container = () -> container(setup)
                .withEnv(Map.of(
                        "KAFKA_NODE_ID", "1",
                        "KAFKA_PROCESS_ROLES", "broker,controller",
                        "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093",
                        "KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER",
                        "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093",
                        "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + host() + ":" + port,
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1",
                        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"))
                .withEnv(Map.of(
                        "KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "200",
                        "KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000",
                        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1",
                        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1",
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"));
        return new ContainerEngine(setup, container, port, folder.resolve("kafka.container"));
    }

    static Engine registry(int port, Path folder) {
        Setup setup = new Setup(
                "registry",
                image("registry", "apicurio/apicurio-registry-mem:2.6.13.Final"),
                8080,
                () -> RegistryEngine.answers("http://" + host() + ":" + port + "/apis/ccompat/v7"));
        Supplier<GenericContainer<?>> container =
                () -> container(setup).withEnv("REGISTRY_DATASOURCE_URL", "jdbc:h2:file:/tmp/registry;WRITE_DELAY=0");
        return new ContainerEngine(setup, container, port, folder.resolve("registry.container"));
    }

    private static DockerImageName image(String engine, String image) {
        return DockerImageName.parse(System.getProperty("tresen.image." + engine, image));
    }

    private static GenericContainer<?> container(Setup setup) {
        return new GenericContainer<>(setup.image()).waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // ContainerEngine asks the engine itself, after every start and not only the first
            }
        });
    }
}
