package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that says that it does not live while a broker is away would be ended by a cluster, and is a violation. */
class LivenessTest {

    private final Findings findings = new Findings("test", 1);
    private final Map<String, String> services = new TreeMap<>();
    private final List<HttpServer> servers = new ArrayList<>();

    private void service(String name, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/live", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        servers.add(server);
        services.put(name, "http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void services_that_say_that_they_live_are_counted_and_one_that_is_away_itself_is_not_asked() throws IOException {
        service("catalog", 200);
        service("order-2", 200);
        service("payment", 503);
        assertEquals(List.of(), violations("payment"));
        assertEquals(
                List.of(new Row("services say that they live, whatever else is away", 2, 0)),
                findings.outcome().rows());
    }

    @Test
    void one_that_says_that_it_does_not_is_a_violation() throws IOException {
        service("catalog", 200);
        service("payment", 503);
        List<String> violations = violations("kafka");
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(
                violations
                        .get(0)
                        .startsWith("services say that they live, whatever else is away: payment, without kafka: 503"),
                violations.get(0));
    }

    @Test
    void one_that_does_not_live_any_more_when_all_is_back_is_a_violation() throws IOException {
        service("catalog", 200);
        service("payment", 503);
        new Liveness(services, findings).ask();
        assertEquals(1, findings.outcome().violations().size());
    }

    @Test
    void one_that_says_nothing_is_a_violation_too() throws IOException {
        service("catalog", 200);
        stop();
        assertEquals(1, violations("postgres").size());
    }

    private List<String> violations(String away) {
        new Liveness(services, findings).ask(away, Duration.ZERO);
        return findings.outcome().violations();
    }
}
