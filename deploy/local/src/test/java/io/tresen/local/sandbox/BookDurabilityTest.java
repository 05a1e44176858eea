package io.tresen.local.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookDurabilityTest {

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKilledSandboxRemembersEveryChargeItAnswered() throws Exception {
        String paid;
        Process first = spawn();
        try {
            int port = port(first);
            String id = new JsonObject(post(port, "/v1/payment_intents", "amount=1990&currency=eur", "k1")
                            .body())
                    .getString("id");
            HttpResponse<String> answer =
                    post(port, "/v1/payment_intents/" + id + "/confirm", "payment_method=pm_card_visa", "k2");
            assertEquals("succeeded", new JsonObject(answer.body()).getString("status"));
            paid = answer.body();
        } finally {
            first.destroyForcibly().waitFor();
        }
        Process second = spawn();
        try {
            String id = new JsonObject(paid).getString("id");
            HttpResponse<String> again =
                    post(port(second), "/v1/payment_intents/" + id + "/confirm", "payment_method=pm_card_visa", "k2");
            assertEquals(
                    "true", again.headers().firstValue("Idempotent-Replayed").orElse(null));
            assertEquals(paid, again.body());
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    @Test
    void aLineCutShortByACrashIsDroppedAndWritingGoesOn() throws IOException {
        PaymentIntent intent = PaymentIntent.created(100, "eur", new JsonObject(), null, 1);
        try (Book book = Book.open(directory)) {
            book.record(new Change().with(intent)).join();
        }
        Files.writeString(directory.resolve("book.journal"), "{\"intent\":{\"id\":\"pi_", StandardOpenOption.APPEND);
        try (Book book = Book.open(directory)) {
            assertEquals(1, book.intents().size());
            book.record(new Change().with(Fault.DECLINE)).join();
        }
        try (Book book = Book.open(directory)) {
            assertEquals(Fault.DECLINE, book.fault());
            assertEquals(intent.id(), book.intent(intent.id()).id());
        }
    }

    @Test
    void aLongJournalIsReplacedByWhatItAddsUpTo() throws IOException {
        PaymentIntent intent = PaymentIntent.created(
                100, "eur", new JsonObject().put("note", "x".repeat(4000)), null, System.currentTimeMillis() / 1000);
        Path file = directory.resolve("book.journal");
        Files.write(file, (Iterable<String>)
                Stream.generate(new Change().with(intent)::text).limit(4500)::iterator);
        long before = Files.size(file);
        Event event = Event.of("payment_intent.succeeded", intent.toApi(), 5, 1);
        try (Book book = Book.open(directory)) {
            assertTrue(Files.size(file) < before / 1000);
            book.record(new Change().with(event)).join();
        }
        try (Book book = Book.open(directory)) {
            assertEquals(List.of(event), book.undelivered());
            assertFalse(book.intents().isEmpty());
            book.record(new Change().delivered(event.id())).join();
            assertEquals(List.of(), book.undelivered());
            assertThrows(StripeError.class, () -> book.intent("pi_none"));
        }
    }

    private Process spawn() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dtresen.sandbox.port=0",
                        "-Dtresen.sandbox.directory=" + directory,
                        "-Dtresen.sandbox.webhook-url=http://localhost:1/nowhere",
                        SandboxMain.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static int port(Process sandbox) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(sandbox.getInputStream()));
        String line = out.readLine();
        while (line != null && !line.contains("listens on")) {
            line = out.readLine();
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private HttpResponse<String> post(int port, String path, String form, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer sk_test_local")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
