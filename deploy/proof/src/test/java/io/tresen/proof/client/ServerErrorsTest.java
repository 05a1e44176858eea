package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that can't serve says when to come again, or it is a violation. */
class ServerErrorsTest {

    private static final String CROWDED =
            "{\"status\": 503, \"detail\": \"More ask at once than can be answered: come again\"}";

    /** Far on in a clock that may well be negative. */
    private long nanoTime = -TimeUnit.DAYS.toNanos(1);

    private final ServerErrors errors = new ServerErrors(() -> nanoTime);
    private HttpServer server;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/fine", 201, false);
        answer("/refused", 422, false);
        answer("/catalog/away", 503, true);
        answer("/orders/away", 503, true);
        answer("/orders/crowded", 503, true, CROWDED);
        answer("/orders/crowded-silent", 503, false, CROWDED);
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
        answer(path, status, says, "{}");
    }

    private void answer(String path, int status, boolean says, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            if (says) {
                exchange.getResponseHeaders().add("Retry-After", "2");
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void answers_and_refusals_and_503_with_retry_after_are_as_they_should_be() {
        errors.struck("catalog-2");
        List.of("/fine", "/refused", "/catalog/away").forEach(this::post);
        assertEquals(List.of(), errors.violations());
        assertEquals(1, errors.away());
        assertEquals(3, errors.answers());
        assertEquals(0, errors.withoutDatabase());
    }

    @Test
    void a_503_is_a_violation_while_nothing_is_away() {
        post("/catalog/away");
        assertEquals(1, errors.violations().size());
        assertTrue(errors.violations()
                .get(0)
                .startsWith(
                        "POST /catalog/away was answered with 503, while neither the service nor a database was away"));
    }

    @Test
    void another_service_and_kafka_and_the_registry_excuse_none() {
        List.of("order", "kafka", "registry").forEach(errors::struck);
        post("/catalog/away");
        assertEquals(1, errors.violations().size());
    }

    @Test
    void what_was_away_excuses_for_a_minute_behind_it_and_no_longer() {
        errors.struck("catalog");
        nanoTime += TimeUnit.HOURS.toNanos(1);
        errors.back("catalog");
        nanoTime += TimeUnit.SECONDS.toNanos(59);
        post("/catalog/away");
        assertEquals(List.of(), errors.violations());
        nanoTime += TimeUnit.SECONDS.toNanos(2);
        post("/catalog/away");
        assertEquals(1, errors.violations().size());
    }

    @Test
    void one_replica_that_is_back_takes_nothing_from_the_other_that_is_away() {
        List.of("catalog", "catalog-2").forEach(errors::struck);
        errors.back("catalog");
        nanoTime += TimeUnit.HOURS.toNanos(1);
        post("/catalog/away");
        assertEquals(List.of(), errors.violations());
    }

    @Test
    void the_databases_excuse_all_and_what_is_said_then_is_counted() {
        assertFalse(errors.struckDatabase());
        errors.struck("postgres");
        List.of("/catalog/away", "/orders/away").forEach(this::post);
        assertEquals(List.of(), errors.violations());
        assertTrue(errors.struckDatabase());
        assertEquals(2, errors.withoutDatabase());
    }

    @Test
    void a_crowd_may_be_told_that_it_is_one_with_the_time_to_come_again() {
        errors.crowd(() -> {
            post("/orders/crowded");
            assertEquals(List.of(), errors.violations());
            post("/orders/crowded-silent");
            assertEquals(1, errors.violations().size());
            post("/orders/away");
            return null;
        });
        assertEquals(2, errors.violations().size());
        assertEquals(1, errors.toCrowds());
        post("/orders/crowded");
        assertEquals(3, errors.violations().size());
    }

    private void post(String path) {
        http.send("POST", path, "application/json", "{}");
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
