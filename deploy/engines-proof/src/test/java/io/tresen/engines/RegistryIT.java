package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryIT {

    private static final String ONE_FIELD = field("");
    private static final String OPTIONAL_SECOND =
            field(",{\\\"name\\\":\\\"b\\\",\\\"type\\\":[\\\"null\\\",\\\"string\\\"],\\\"default\\\":null}");
    private static final String REQUIRED_SECOND = field(",{\\\"name\\\":\\\"b\\\",\\\"type\\\":\\\"string\\\"}");

    private final Engines engines = Engines.ofThisJvm();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String subject = "io.tresen.test." + UUID.randomUUID();

    @BeforeEach
    void rule() throws Exception {
        assertEquals(
                200,
                send("PUT", "/config", "{\"compatibility\":\"FULL_TRANSITIVE\"}")
                        .statusCode());
    }

    @AfterEach
    void running() {
        engines.registry().resume();
        engines.registry().start();
    }

    @Test
    void a_schema_that_breaks_an_earlier_version_is_refused() throws Exception {
        register(ONE_FIELD);
        register(OPTIONAL_SECOND);

        assertEquals(409, send("POST", versions(), REQUIRED_SECOND).statusCode());
    }

    @Test
    void the_same_schema_keeps_its_id_and_is_read_by_it() throws Exception {
        int id = register(ONE_FIELD);

        assertEquals(id, register(ONE_FIELD));
        String schema = send("GET", "/schemas/ids/" + id, null).body();
        assertTrue(schema.contains("\\\"name\\\":\\\"a\\\""), schema);
        assertEquals(404, send("GET", "/schemas/ids/" + (id + 100_000), null).statusCode());
    }

    @Test
    void a_schema_registered_right_before_kill_9_is_there_with_its_id() throws Exception {
        int id = register(ONE_FIELD);

        engines.registry().kill();
        assertFalse(Ports.open(engines.host(), engines.registry().port()));
        engines.registry().start();

        assertEquals(200, send("GET", "/schemas/ids/" + id, null).statusCode());
        assertEquals(id, register(ONE_FIELD));
        assertEquals(409, send("POST", versions(), REQUIRED_SECOND).statusCode(), "the rule is kept too");
    }

    @Test
    void schemas_are_there_after_a_stop() throws Exception {
        int id = register(ONE_FIELD);

        engines.registry().stop();
        assertFalse(engines.registry().running());
        engines.registry().start();

        assertEquals(id, register(ONE_FIELD));
    }

    @Test
    void a_frozen_registry_answers_nobody_until_it_goes_on() {
        engines.registry().pause();
        assertFalse(RegistryEngine.answers(engines.ccompatUrl()));
        engines.registry().resume();
        assertTrue(RegistryEngine.answers(engines.ccompatUrl()));
    }

    @Test
    void embedded_engines_listen_on_loopback_only() throws Exception {
        Assumptions.assumeTrue(engines.registry() instanceof LocalEngine, "containers publish their ports");
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                    for (Engine engine : java.util.List.of(engines.registry(), engines.kafka(), engines.postgres())) {
                        assertFalse(
                                Ports.open(address.getHostAddress(), engine.port()), engine.name() + " on " + address);
                    }
                }
            }
        }
    }

    private int register(String schema) throws Exception {
        HttpResponse<String> response = send("POST", versions(), schema);
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*(\\d+)").matcher(response.body());
        assertTrue(response.statusCode() == 200 && id.find(), response::body);
        return Integer.parseInt(id.group(1));
    }

    private String versions() {
        return "/subjects/" + subject + "/versions";
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return http.send(
                HttpRequest.newBuilder(URI.create(engines.ccompatUrl() + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String field(String more) {
        return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":"
                + "[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"string\\\"}" + more + "]}\"}";
    }
}
