package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real broker as the manifests want one: clients by certificate alone, and nothing allowed but what the overlay's KafkaUsers
 * say, on the overlay's KafkaTopics.
 */
final class TlsKafka implements AutoCloseable {

    private static final String ADMIN = "admin";

    private final int port;
    private final Certificates certificates;
    private final KafkaRaftServer server;

    TlsKafka(int port, int controllerPort, Path data, Certificates certificates) throws Exception {
        this.port = port;
        this.certificates = certificates;
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        Properties settings = new Properties();
        settings.putAll(certificate("broker"));
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "TLS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "TLS://localhost:" + port),
                Map.entry("listener.security.protocol.map", "TLS:SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "TLS"),
                Map.entry("ssl.client.auth", "required"),
                // Strimzi's: the certificate's name is the user's
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:CN=broker;User:CN=" + ADMIN + ";User:ANONYMOUS"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304")));
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
    }

    /** Topics and rights of the overlay, as Strimzi makes them. */
    void prepare(Overlay overlay) throws Exception {
        try (Admin admin = Admin.create(clientOf(ADMIN))) {
            List<NewTopic> topics = overlay.of("KafkaTopic")
                    .map(topic -> new NewTopic(topic.name(), Optional.of(1), Optional.of((short) 1))
                            .configs(Manifest.map(topic.spec().path("config"))))
                    .toList();
            admin.createTopics(topics).all().get();
            List<AclBinding> rights = new ArrayList<>();
            overlay.of("KafkaUser")
                    .forEach(user -> user.spec().at("/authorization/acls").forEach(acl -> acl.path("operations")
                            .forEach(operation -> rights.add(right(user.name(), acl, operation.asText())))));
            admin.createAcls(rights).all().get();
        }
    }

    private static AclBinding right(String user, JsonNode acl, String operation) {
        JsonNode resource = acl.path("resource");
        PatternType pattern =
                resource.path("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL;
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.fromString(resource.path("type").asText()),
                        resource.path("name").asText(),
                        pattern),
                new AccessControlEntry(
                        "User:CN=" + user, "*", AclOperation.fromString(operation), AclPermissionType.ALLOW));
    }

    String bootstrap() {
        return "localhost:" + port;
    }

    /** How a client of that name connects. */
    Map<String, Object> clientOf(String name) throws Exception {
        Map<String, Object> settings = new HashMap<>(certificate(name));
        settings.put("bootstrap.servers", bootstrap());
        settings.put("security.protocol", "SSL");
        return settings;
    }

    /** As {@link #clientOf}, for who may do everything. */
    Map<String, Object> administrator() throws Exception {
        return clientOf(ADMIN);
    }

    private Map<String, Object> certificate(String name) throws Exception {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                certificates.issue(name).toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString());
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
