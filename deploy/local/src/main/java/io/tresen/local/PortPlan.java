package io.tresen.local;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which part listens where (INTERFACE.md 1).
 *
 * @param offset added to every port
 */
public record PortPlan(int offset) {

    /** The services, in the order in which they are named everywhere. */
    public static final List<String> SERVICES = List.of("catalog", "chat", "order", "payment", "notification");

    private static final Map<String, Integer> BASE = Map.ofEntries(
            Map.entry("gateway", 8080),
            Map.entry("catalog", 8081),
            Map.entry("chat", 8082),
            Map.entry("order", 8083),
            Map.entry("payment", 8084),
            Map.entry("notification", 8085),
            Map.entry("registry", 8086),
            Map.entry("sandbox", 8087),
            Map.entry("kafka", 9092),
            Map.entry("kafka-controller", 9093),
            Map.entry("postgres", 15432));

    private static final int REPLICA_STEP = 100;

    /** A port that no part has: who holds it means to use the plan, though nobody listens on the others yet. */
    private static final int CLAIM = 8088;

    private static final List<ServerSocket> CLAIMED = new ArrayList<>();

    /** @throws LaunchFailure when a port would leave 1024…65535 */
    public PortPlan {
        if (offset < -7000 || offset > 50_000) {
            throw new LaunchFailure("--ports " + offset + " moves a port out of the range that programs may use.");
        }
    }

    /** The offset that {@code --ports +100} means. */
    static int parseOffset(String text) {
        if (!text.matches("[+-]?\\d{1,5}")) {
            throw new LaunchFailure("--ports takes a number to add to every port, such as +100, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    /**
     * A plan on whose ports nobody listens, for a platform that needs no known address: taken by chance, so that two checkouts
     * of one machine can be tested at once, and below the ports of the modules' test engines (20000 up). It is this process's
     * as long as it lives: two platforms that start at the same time get two plans.
     */
    public static PortPlan unused(Map<String, Integer> replicas) {
        List<Integer> offsets =
                IntStream.range(0, 70).map(i -> 3_000 + 20 * i).boxed().collect(toList());
        Collections.shuffle(offsets);
        return offsets.stream()
                .map(PortPlan::new)
                .filter(plan -> plan.claim(replicas))
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("No free ports for a platform of tests between 11080 and 19832."));
    }

    private boolean claim(Map<String, Integer> replicas) {
        ServerSocket claim;
        try {
            claim = new ServerSocket(CLAIM + offset, 1, InetAddress.getLoopbackAddress());
        } catch (IOException anothers) {
            return false;
        }
        if (all(replicas).values().stream().noneMatch(PortHolder::isTaken)) {
            synchronized (CLAIMED) {
                CLAIMED.add(claim);
            }
            return true;
        }
        try {
            claim.close();
        } catch (IOException closed) {
            // it ends with this process
        }
        return false;
    }

    /** The port of a part by its name; the first replica's for a service. */
    public int of(String part) {
        Integer base = BASE.get(part);
        if (base == null) {
            throw new IllegalArgumentException("no part is called " + part);
        }
        return base + offset;
    }

    /** The port of a service's replica, 0 for the first. */
    public int of(String service, int replica) {
        return of(service) + replica * REPLICA_STEP;
    }

    /** Every port in use by the name of its part, in the order of starting. */
    Map<String, Integer> all(Map<String, Integer> replicas) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String part : List.of("postgres", "kafka", "kafka-controller", "registry", "sandbox")) {
            ports.put(part, of(part));
        }
        for (String service : SERVICES) {
            for (int replica = 0; replica < replicas.getOrDefault(service, 1); replica++) {
                ports.put(partName(service, replica), of(service, replica));
            }
        }
        ports.put("gateway", of("gateway"));
        return ports;
    }

    /** {@code order} for the first replica, {@code order-2} for the second. */
    static String partName(String service, int replica) {
        return replica == 0 ? service : service + "-" + (replica + 1);
    }
}
