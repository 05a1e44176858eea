package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;

/** Callers of the resources of this test, over HTTP. */
abstract class EdgeUnderTest {

    @TestHTTPResource
    URI origin;

    @BeforeAll
    static void keys() throws Exception {
        EdgeTokens.makeKey();
    }

    static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://tresen.io/problems/" + code))
                .body("status", equalTo(status))
                .body("title", notNullValue());
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    static String head(String methodAndTarget) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }

    String raw(String request) throws Exception {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            Thread sender = new Thread(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getOutputStream().flush();
                } catch (java.io.IOException e) {
                    // the server may answer and close before it has read all
                }
            });
            sender.start();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            try {
                for (int c = in.read(); c >= 0; c = in.read()) {
                    answer.append((char) c);
                }
            } catch (java.io.IOException e) {
                // a reset after the answer
            }
            sender.join();
            return answer.toString();
        }
    }

    static ValidatableResponse once(String key) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/edge/once")
                .then();
    }
}
