package io.tresen.messaging.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose 404 it is decides between a dead letter and another try; what stands here is a proxy, not a registry. */
class SchemaRegistryTest {

    private HttpServer server;
    private String answer;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aSchemaThatTheRegistryDoesNotKnowIsUnknown() throws IOException {
        answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
        assertEquals(Optional.empty(), registry().schema(7));
    }

    @Test
    void aProxysNotFoundInFrontOfAnAbsentRegistryIsAnOutage() {
        for (String other : new String[] {"", "<html>404 page not found</html>", "default backend - 404", "{}"}) {
            answer = other;
            assertThrows(IOException.class, () -> registry().schema(7), other);
        }
    }

    private SchemaRegistry registry() {
        return new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
