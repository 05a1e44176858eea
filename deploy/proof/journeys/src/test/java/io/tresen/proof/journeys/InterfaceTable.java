package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * INTERFACE.md as a table: each row is a stranger's request, and the status with the fields or the refusal's word that the
 * document has for it. What is wrong is collected, so that one run tells all of it.
 */
final class InterfaceTable {

    private static final String PROBLEM = "application/problem+json";

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** A request that waits for what is said of its answer. */
    final class Row {

        private final Http caller;
        private final String method;
        private final String path;
        private final List<String> headers = new ArrayList<>();
        private String key;
        private String body;
        private String type = "application/json";

        private Row(Http caller, String request) {
            this.caller = caller;
            this.method = request.substring(0, request.indexOf(' '));
            this.path = request.substring(request.indexOf(' ') + 1);
            this.key = method.equals("POST") ? UUID.randomUUID().toString() : null;
        }

        Row with(String json) {
            body = json;
            return this;
        }

        Row withForm(String form) {
            type = "application/x-www-form-urlencoded";
            return with(form);
        }

        Row header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        /** Under this idempotency key; null for none. Without a word each POST has one of its own. */
        Row key(String its) {
            key = its;
            return this;
        }

        /**
         * It is answered so.
         *
         * @param fields JSON pointers of what must be there, null or not; with {@code =value} behind them of what it must be
         */
        Http.Answer answers(int status, String... fields) {
            if (key != null) {
                header("Idempotency-Key", key);
            }
            Http.Answer answer = caller.send(method, path, type, body, headers.toArray(String[]::new));
            must(answer.status() == status, "is answered with " + answer.status() + ", not " + status, answer);
            for (String field : fields) {
                int equals = field.indexOf('=');
                JsonNode found = answer.body().at(equals < 0 ? field : field.substring(0, equals));
                must(!found.isMissingNode(), "has no " + field, answer);
                must(equals < 0 || found.asText().equals(field.substring(equals + 1)), "has another " + field, answer);
            }
            return answer;
        }

        /** It is refused with this word, by a problem document. */
        Http.Answer refuses(int status, String word, String... fields) {
            Http.Answer answer = answers(status, fields);
            String said = answer.body().path("type").asText();
            must(said.endsWith("/" + word), "is refused as " + said + ", not " + word, answer);
            must(
                    answer.body().path("status").asInt() == status
                            && answer.body().hasNonNull("title"),
                    "says less",
                    answer);
            must(PROBLEM.equals(answer.header("Content-Type")), "is no problem document", answer);
            return answer;
        }

        private void must(boolean holds, String otherwise, Http.Answer answer) {
            if (!holds) {
                wrong.add(method + " " + path + (body == null ? "" : " " + body.strip()) + " " + otherwise + ": "
                        + answer.body());
            }
        }
    }

    /** @param request method and path, as in {@code GET /orders/v1/orders} */
    Row when(Http caller, String request) {
        return new Row(caller, request);
    }

    /** For answers that tell by something else than their status and body. */
    void says(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add(what + " is " + found + ", not " + expected);
        }
    }

    /** Rows whose answers wait for what another service may not have told yet (5 s), all at a time. */
    void atOnce(List<Runnable> rows) {
        ExecutorService hands = Executors.newFixedThreadPool(rows.size());
        CompletableFuture.allOf(rows.stream()
                        .map(row -> CompletableFuture.runAsync(row, hands))
                        .toArray(CompletableFuture[]::new))
                .join();
        hands.shutdown();
    }

    void holds() {
        assertEquals(List.of(), List.copyOf(wrong));
    }
}
