package io.tresen.local;

import io.tresen.engines.KafkaEngine;
import io.tresen.engines.PostgresEngine;
import io.tresen.engines.RegistryEngine;
import io.tresen.local.gateway.GatewayMain;
import io.tresen.local.sandbox.SandboxMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All processes of a platform, by what they need to be there: engines and sandbox, services, the gateway. */
record Parts(List<Part> foundation, List<Part> services, List<Part> entrance) {

    private static final List<String> SMALL_JVM =
            List.of("-Xms32m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    static Parts of(PlatformOptions options) {
        PortPlan ports = options.ports();
        Path state = options.state();
        PostgresEngine postgres = new PostgresEngine(ports.of("postgres"), state.resolve("postgres"));
        KafkaEngine kafka = new KafkaEngine(
                ports.of("kafka"), ports.of("kafka-controller"), state.resolve("kafka"), options.forMinutes());
        RegistryEngine registry = new RegistryEngine(ports.of("registry"), state.resolve("registry"));
        List<Part> services = new ArrayList<>();
        for (String service : PortPlan.SERVICES) {
            for (int replica = 0; replica < options.replicas().getOrDefault(service, 1); replica++) {
                services.add(service(options, service, replica));
            }
        }
        return new Parts(
                List.of(
                        Part.of("PostgreSQL", postgres, postgres::pid, postgres.log(), state),
                        Part.of("Kafka", kafka, kafka::pid, kafka.log(), state),
                        Part.of("Schema registry", registry, registry::pid, registry.log(), state),
                        sandbox(options)),
                services,
                List.of(gateway(options)));
    }

    /** In the order of starting; stopping goes the other way. */
    List<Part> all() {
        List<Part> all = new ArrayList<>(foundation);
        all.addAll(services);
        all.addAll(entrance);
        return all;
    }

    /** All replicas of a service. */
    List<Part> replicasOf(String service) {
        return services.stream()
                .filter(part -> part.name().equals(service) || part.name().matches(service + "-\\d"))
                .toList();
    }

    private static Part part(String label, JavaProcess process, Path state) {
        return Part.of(label, process, process::pid, process.log(), state);
    }

    private static Part service(PlatformOptions options, String service, int replica) {
        ServiceSettings settings =
                new ServiceSettings(options, new Keys(options.state().resolve("keys")));
        BusinessTime time = BusinessTime.of(options);
        String name = PortPlan.partName(service, replica);
        int port = options.ports().of(service, replica);
        JavaProcess process = new JavaProcess(
                name,
                port,
                options.state(),
                () -> settings.arguments(service, replica, time.offsetS()),
                () -> Loopback.ok(port, "/q/health/ready"),
                () -> time.tell(port));
        String label = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
        return part(replica == 0 ? label : label + " (" + (replica + 1) + ")", process, options.state());
    }

    private static Part sandbox(PlatformOptions options) {
        PortPlan ports = options.ports();
        int port = ports.of("sandbox");
        String webhook = "http://localhost:" + ports.of("payment") + "/payments/v1/providers/stripe/webhook";
        Map<String, String> properties = Map.of(
                "tresen.sandbox.port",
                Integer.toString(port),
                "tresen.sandbox.directory",
                options.state().resolve("sandbox").toString(),
                "tresen.sandbox.webhook-url",
                webhook,
                "tresen.sandbox.webhook-secret",
                "whsec_local");
        JavaProcess process = new JavaProcess(
                "sandbox",
                port,
                options.state(),
                () -> own(SandboxMain.class, properties),
                () -> Loopback.ok(port, "/sandbox/health"),
                () -> {});
        return part("Payment sandbox", process, options.state());
    }

    private static Part gateway(PlatformOptions options) {
        PortPlan ports = options.ports();
        int port = ports.of("gateway");
        String replicas = PortPlan.SERVICES.stream()
                .map(service -> service + "="
                        + IntStream.range(0, options.replicas().getOrDefault(service, 1))
                                .mapToObj(replica -> Integer.toString(ports.of(service, replica)))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
        Map<String, String> properties = Map.of(
                "tresen.gateway.port", Integer.toString(port),
                "tresen.gateway.replicas", replicas,
                "tresen.gateway.sandbox-port", Integer.toString(ports.of("sandbox")),
                "tresen.gateway.clock-file", options.state().resolve("clock").toString());
        JavaProcess process = new JavaProcess(
                "gateway",
                port,
                options.state(),
                () -> own(GatewayMain.class, properties),
                () -> Loopback.ok(port, "/local/clock"),
                () -> {});
        return part("Gateway", process, options.state());
    }

    /** A main class of this program, on its own class path. */
    private static List<String> own(Class<?> main, Map<String, String> properties) {
        List<String> arguments = new ArrayList<>(SMALL_JVM);
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return arguments;
    }
}
