package io.tresen.local.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the gateway runs.
 *
 * @param port 0 for any free one
 * @param replicas the ports of each service's replicas on loopback, by the service's name; running or not
 * @param sandboxPort where the payment sandbox listens
 * @param clockFile holds the offset of business time in seconds; absent means 0
 */
public record GatewaySettings(int port, Map<String, List<Integer>> replicas, int sandboxPort, Path clockFile) {

    /** Reads {@code tresen.gateway.*} system properties; replicas look like {@code catalog=8081;order=8083,8183}. */
    static GatewaySettings fromSystemProperties() {
        Map<String, List<Integer>> replicas = new LinkedHashMap<>();
        for (String service : System.getProperty("tresen.gateway.replicas", "").split(";")) {
            String[] parts = service.split("=");
            List<Integer> ports = new ArrayList<>();
            for (String port : parts[1].split(",")) {
                ports.add(Integer.valueOf(port));
            }
            replicas.put(parts[0], ports);
        }
        return new GatewaySettings(
                Integer.getInteger("tresen.gateway.port", 8080),
                replicas,
                Integer.getInteger("tresen.gateway.sandbox-port", 8087),
                Path.of(System.getProperty("tresen.gateway.clock-file", "clock")));
    }
}
