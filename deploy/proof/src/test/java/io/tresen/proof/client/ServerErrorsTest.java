package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that can't serve says when to come again, or it is a violation. */
class ServerErrorsTest {

    private final ServerErrors errors = new ServerErrors();
    private HttpServer server;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/fine", 201, false);
        answer("/refused", 422, false);
        answer("/away", 503, true);
        answer("/silent", 503, false);
        answer("/broken", 500, true);
        server.start();
        http = new Http("http://localhost:" + server.getAddress().getPort(), null).watchedBy(errors);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, boolean says) {
        server.createContext(path, exchange -> {
            if (says) {
                exchange.getResponseHeaders().add("Retry-After", "2");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    @Test
    void answers_and_refusals_and_503_with_retry_after_are_as_they_should_be() {
        List.of("/fine", "/refused", "/away").forEach(path -> http.send("POST", path, "application/json", "{}"));
        assertEquals(List.of(), errors.violations());
        assertEquals(1, errors.away());
        assertEquals(3, errors.answers());
    }

    @Test
    void any_other_5xx_is_a_violation_and_503_without_retry_after_too() {
        http.send("POST", "/silent", "application/json", "{}");
        http.open().send("GET", "/broken", null, null);
        assertEquals(2, errors.violations().size());
        assertEquals(0, errors.away());
        assertTrue(errors.violations().get(0).startsWith("POST /silent was answered with 503, without Retry-After"));
        assertTrue(errors.violations().get(1).startsWith("GET /broken was answered with 500"));
    }
}
