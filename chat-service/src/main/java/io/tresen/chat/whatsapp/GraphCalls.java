package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls Meta's Graph API. Its address is this service's own setting, so the wall against our network is not needed here. */
@ApplicationScoped
public class GraphCalls {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    /** For a whole call; shorter than {@link SendLanes#LEASE}. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** Marks that are on their way at a time. */
    static final int MARKS = 8;

    private final Semaphore marks = new Semaphore(MARKS);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final ObjectMapper mapper;
    private final String base;
    private final Duration limit;

    GraphCalls(
            ObjectMapper mapper,
            @ConfigProperty(name = "tresen.whatsapp.graph-url", defaultValue = "https://graph.facebook.com") String url,
            @ConfigProperty(name = "tresen.whatsapp.graph-version", defaultValue = "v23.0") String version,
            @ConfigProperty(name = "tresen.whatsapp.answer-within", defaultValue = "10s") Duration limit) {
        this.mapper = mapper;
        this.base = url + '/' + version + '/';
        this.limit = limit.compareTo(LIMIT) < 0 ? limit : LIMIT;
    }

    /** Posts to {@code /{phone number id}/messages}. Completes in any case, normally. */
    CompletableFuture<SendOutcome> send(String phoneNumberId, String accessToken, JsonNode request) {
        return whole(post(phoneNumberId, accessToken, request))
                .handle((answer, failure) ->
                        failure == null ? GraphAnswer.read(answer.statusCode(), answer.body()) : failed(failure));
    }

    /** The client's own limit ends when the headers are there; an answer that stops behind them has to end, too. */
    private CompletableFuture<HttpResponse<byte[]>> whole(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        return call.copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> call.cancel(true));
    }

    /** Marks a shopper's message as read; waits for no answer, and is left out while many others are on their way. */
    void read(String phoneNumberId, String accessToken, String metaId, boolean typing) {
        ObjectNode mark = mapper.createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", metaId);
        if (typing) {
            mark.putObject("typing_indicator").put("type", "text");
        }
        if (!marks.tryAcquire()) {
            return; // the app's calls are for messages
        }
        try {
            whole(post(phoneNumberId, accessToken, mark)).whenComplete((answer, failure) -> marks.release());
        } catch (RuntimeException e) {
            marks.release();
            throw e;
        }
    }

    private HttpRequest post(String phoneNumberId, String accessToken, JsonNode body) {
        try {
            return request(phoneNumberId + "/messages", accessToken)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("A request can't be written", e);
        }
    }

    /** Only what surely never left is worth repeating at once. */
    private static SendOutcome failed(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof UnresolvedAddressException) {
                return new SendOutcome.Later(true, "unreachable");
            }
        }
        return new SendOutcome.Silence("no-answer");
    }

    /** How Meta shows a number; empty when the token does not open it. @throws IOException when Meta gave no answer */
    Optional<String> displayPhoneNumber(String phoneNumberId, String accessToken) throws IOException {
        try {
            HttpResponse<byte[]> answer = whole(request(phoneNumberId + "?fields=id,display_phone_number", accessToken)
                            .GET()
                            .build())
                    .get();
            if (answer.statusCode() >= 500) {
                throw new IOException("Meta answered " + answer.statusCode());
            }
            JsonNode number = mapper.readTree(answer.body());
            boolean known = answer.statusCode() == 200
                    && number.path("id").asText().equals(phoneNumberId)
                    && number.path("display_phone_number").isTextual();
            return known ? Optional.of(number.path("display_phone_number").asText()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("Meta gave no answer", e);
        }
    }

    private HttpRequest.Builder request(String path, String accessToken) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limit)
                .header("Authorization", "Bearer " + accessToken);
    }
}
