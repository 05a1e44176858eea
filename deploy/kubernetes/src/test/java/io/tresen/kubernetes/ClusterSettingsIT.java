package io.tresen.kubernetes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.engines.RegistryEngine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A service works on the cluster's own settings file, topics and rights: against a Kafka and a PostgreSQL that take nobody
 * without TLS, with no address and no folder changed but by name. Which services: {@code -Dtresen.cluster-service=order,chat}.
 */
@ParameterizedClass(name = "{0}")
@FieldSource("SERVICES")
class ClusterSettingsIT {

    /** One by one; chat alone where nobody says otherwise, since each takes its time to start. */
    static final List<String> SERVICES =
            List.of(System.getProperty("tresen.cluster-service", "chat").split(","));

    /** A pod's 60 s less the 10 s of its preStop. */
    private static final int GRACE_S = 50;

    @TempDir
    static Path folder;

    private static Overlay overlay;
    private static Certificates certificates;
    private static TlsPostgres postgres;
    private static TlsKafka kafka;
    private static RegistryEngine registry;
    private static ClusterService service;

    @Parameter
    String name;

    @BeforeAll
    static void startEngines() throws Exception {
        Skipped.unlessKubectl();
        overlay = Kustomize.build("prod");
        certificates = new Certificates(Files.createDirectories(folder.resolve("certificates")));
        postgres = new TlsPostgres(freePort(), folder.resolve("postgres"), certificates);
        kafka = new TlsKafka(freePort(), freePort(), folder.resolve("kafka"), certificates);
        kafka.prepare(overlay);
        registry = new RegistryEngine(freePort(), folder.resolve("registry"));
        registry.start();
        runJob(overlay.find("Job", "register-schemas").orElseThrow());
    }

    @BeforeParameterizedClassInvocation
    static void start(String name) throws Exception {
        assertTrue(ClusterService.isBuilt(name), name + " is not built");
        postgres.create(name);
        int port = freePort();
        Path own = Files.createDirectories(folder.resolve(name));
        service = new ClusterService(
                name,
                port,
                Files.createDirectories(own.resolve("deployments")),
                settings(port, own.resolve("etc")),
                environment(name, own));
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> service.status("/q/health/ready") == 200);
    }

    @AfterParameterizedClassInvocation
    static void end() throws Exception {
        boolean ended = service == null || service.endsWithin(GRACE_S);
        if (service != null) {
            service.close();
        }
        assertTrue(ended, "it would have been killed at the end of its grace period");
    }

    @AfterAll
    static void endEngines() throws Exception {
        for (AutoCloseable part :
                Stream.of(kafka, postgres).filter(Objects::nonNull).toList()) {
            part.close();
        }
        if (registry != null) {
            registry.stop();
        }
    }

    private String database() {
        return "tresen_" + name;
    }

    @Test
    void everyConnectionToItsDatabaseIsEncrypted() throws Exception {
        String connections = "select count(*) from pg_stat_ssl join pg_stat_activity using (pid) where usename = '"
                + database() + "' and %s ssl";

        await().until(() -> postgres.number("postgres", connections.formatted("")) > 0);
        assertEquals(0, postgres.number("postgres", connections.formatted("not")));
    }

    @Test
    void everyConsumerJoinsItsGroup() throws Exception {
        Properties own = Services.settings(name);
        List<String> groups = own.stringPropertyNames().stream()
                .filter(setting -> setting.endsWith(".group.id"))
                .map(own::getProperty)
                .toList();
        try (Admin admin = Admin.create(kafka.administrator())) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> admin.describeConsumerGroups(groups)
                    .all()
                    .get()
                    .forEach((group, state) -> assertEquals(GroupState.STABLE, state.groupState(), group)));
        }
    }

    @Test
    void whatWaitsInTheOutboxLeavesIt() throws Exception {
        postgres.executeIn(
                database(),
                "insert into outbox_event (shard, topic, key, header_names, header_values, value)" + " values (0, '"
                        + name + ".dlq.v1', 'key', '{}', '{}', '\\x00')");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> postgres.number(database(), "select count(*) from outbox_event") == 0);
    }

    @Test
    void itsPrincipalWritesNobodyElsesTopics() throws Exception {
        String foreign = name.equals("order") ? "payment.payment.v1" : "order.order.v1";
        Map<String, Object> settings = new HashMap<>(kafka.clientOf(name));
        settings.put("max.block.ms", 10_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            ExecutionException refused = assertThrows(
                    ExecutionException.class, () -> producer.send(new ProducerRecord<>(foreign, new byte[1]))
                            .get());
            assertInstanceOf(TopicAuthorizationException.class, refused.getCause());
        }
    }

    @Test
    void everySettingIsOneThatQuarkusKnows() {
        assertEquals(
                List.of(),
                service.said().stream()
                        .filter(line -> line.contains("Unrecognized configuration key"))
                        .toList());
    }

    @Test
    void nothingLocalAnswers() {
        assertEquals(404, service.status("PUT", "/local/clock", "{\"offset_s\": 60}"));
        for (String verb : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS")) {
            assertEquals(404, service.status(verb, "/local/clock", null), verb);
        }
    }

    /** The Job's own command, where its image has the program. */
    private static void runJob(Manifest job) {
        var container = job.spec().at("/template/spec/containers/0");
        List<String> command = Stream.concat(
                        Pod.elements(container.path("command")), Pod.elements(container.path("args")))
                .map(word -> word.asText()
                        .replace(
                                "/deployments",
                                ClusterService.app(SERVICES.get(0)).toString())
                        .replace("registry-app-service:8080", "127.0.0.1:" + registry.port()))
                .map(word -> word.equals("java") ? ClusterService.java() : word)
                .toList();
        String said = Kustomize.run(command.toArray(String[]::new));
        assertTrue(said.contains("io.tresen.contracts.payment.v1.TransferPosted"), said);
    }

    private static String settings(int port, Path etc) {
        return overlay.of("ConfigMap")
                .map(map ->
                        map.json().path("data").path("application.properties").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow()
                .replace("quarkus.http.port=8080", "quarkus.http.port=" + port)
                .replace("${tresen.service}-db-rw:5432", "localhost:" + postgres.port())
                .replace("tresen-kafka-bootstrap:9093", kafka.bootstrap())
                .replace("registry-app-service:8080", "127.0.0.1:" + registry.port())
                .replace("/etc/tresen", etc.toString());
    }

    /** The Deployment's environment, its Secrets and files made here. */
    private static Map<String, String> environment(String name, Path own) throws Exception {
        Path etc = own.resolve("etc");
        ClusterKeys.make(own.resolve("keys"));
        for (String[] mounted : new String[][] {
            {"jwks", "jwks"},
            {"chat-signing-key", "signing-key"},
            {"seal-recipients", "seal-recipients"},
            {"order-seal-keys", "seal-keys"},
            {(name.equals("notification") ? "notification" : "chat") + "-kept-secrets", "kept-secrets"}
        }) {
            Files.createDirectories(etc);
            Files.move(own.resolve("keys").resolve(mounted[0]), etc.resolve(mounted[1]));
        }
        Files.createDirectories(etc.resolve("broker-key"));
        Files.copy(certificates.issue(name), etc.resolve("broker-key/user.p12"));
        for (String authority : List.of("broker-ca", "database-ca")) {
            Files.createDirectories(etc.resolve(authority));
            Files.copy(certificates.authority(), etc.resolve(authority).resolve("ca.crt"));
        }
        Map<String, String> environment = new HashMap<>();
        overlay.find("Deployment", name)
                .orElseThrow()
                .spec()
                .at("/template/spec/containers/0/env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(),
                        variable.path("value")
                                .asText("made-here")
                                .replace("/etc/tresen", etc.toString())
                                .replace("/var/tresen", own.toString())));
        environment.put("DATABASE_PASSWORD", "tresen_" + name);
        environment.put("BROKER_KEY_PASSWORD", Certificates.PASSWORD);
        environment.put("TRESEN_VERIFICATION_URL", "https://codes.example.org/");
        environment.put("TRESEN_REPLICA", name + "-5c9f7d-x2x4z");
        environment.put("TRESEN_ORIGIN", "https://tresen.example.org");
        environment.put("TRESEN_TRUSTED_PROXIES", "10.0.0.0/8");
        return environment;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
