package io.tresen.messaging.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls strangers' endpoints. A name is resolved once per call, every address it has is checked ({@link PublicAddress}),
 * and the connection goes to the address that was checked, so that a name which changes its mind in between (DNS
 * rebinding) gains nothing; the certificate is checked against the name. Redirects are not followed. On the local platform
 * any address and plain http are fine.
 */
@ApplicationScoped
public class WebhookCalls {

    /** For name, connection, request and answer together. */
    public static final int LIMIT_MS = 5_000;

    private static final int KEEP_ALIVE_S = 3;

    /** At worst a thread for each call, while names are slow to resolve; rarely more than a few. */
    private static final int RESOLVERS = EndpointRoom.ALL + 64;

    private final Vertx vertx;
    private final HttpClient client;
    private final boolean local;
    private final ThreadPoolExecutor resolvers = new ThreadPoolExecutor(
            0, RESOLVERS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "webhook-resolver"));

    public WebhookCalls(Vertx vertx, @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        this.vertx = vertx;
        this.local = local;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(LIMIT_MS)
                        .setSslHandshakeTimeout(LIMIT_MS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(KEEP_ALIVE_S)
                        .setDecompressionSupported(false),
                // businesses may share a host, and one that hangs must not take its connections from the others
                new PoolOptions().setHttp1MaxSize(EndpointRoom.ALL));
    }

    /**
     * What came of a call.
     *
     * @param status HTTP status; null where no answer came
     * @param body the first bytes of the answer
     * @param error a word for why there is no answer; null where there is one
     */
    public record Outcome(Integer status, byte[] body, String error) {

        static Outcome of(int status, byte[] body) {
            return new Outcome(status, body, null);
        }

        static Outcome failed(String error) {
            return new Outcome(null, new byte[0], error);
        }

        /** True for a 2xx. */
        public boolean isFine() {
            return status != null && status >= 200 && status < 300;
        }

        /** True when the other side said anything. */
        public boolean answered() {
            return status != null;
        }
    }

    /** True on the local platform, where plain http and any address will do. */
    public boolean local() {
        return local;
    }

    /** Posts JSON. Completes in any case, normally, after {@link #LIMIT_MS} at the latest once the name is resolved. */
    CompletableFuture<Outcome> post(WebhookUrl url, byte[] json, Map<String, String> headers) {
        return call(HttpMethod.POST, url, json, headers);
    }

    /** Asks. Completes as {@link #post}; the answer's body is cut at 1 KB. */
    public CompletableFuture<Outcome> get(WebhookUrl url) {
        return call(HttpMethod.GET, url, null, Map.of());
    }

    /**
     * What came of fetching a file.
     *
     * @param status HTTP status; null where no answer came
     * @param body the whole file; empty unless the status is 200
     * @param location where another status says that it is; null for none
     * @param error a word for why there is no answer; null where there is one
     */
    public record Fetched(Integer status, byte[] body, String location, String error) {

        static Fetched failed(String error) {
            return new Fetched(null, new byte[0], null, error);
        }
    }

    /** Fetches a file of at most so many bytes. Completes in any case, normally; redirects are told and not followed. */
    public CompletableFuture<Fetched> fetch(WebhookUrl url, int mostBytes, int limitMs) {
        return resolved(
                HttpMethod.GET,
                url,
                limitMs,
                (options, leftMs) -> new FileCall(vertx, client, options, mostBytes, leftMs).begin(),
                Fetched::failed);
    }

    private CompletableFuture<Outcome> call(
            HttpMethod method, WebhookUrl url, byte[] body, Map<String, String> headers) {
        return resolved(
                method,
                url,
                LIMIT_MS,
                (options, leftMs) -> {
                    headers.forEach(options::putHeader);
                    Buffer sent = body == null ? Buffer.buffer() : Buffer.buffer(body);
                    return new WebhookCall(vertx, client, options, sent, leftMs).begin();
                },
                Outcome::failed);
    }

    /** Resolves the name, checks what it is, and calls that address within what is left of the time. */
    private <T> CompletableFuture<T> resolved(
            HttpMethod method,
            WebhookUrl url,
            int limitMs,
            BiFunction<RequestOptions, Long, CompletableFuture<T>> call,
            Function<String, T> failed) {
        long start = System.nanoTime();
        CompletableFuture<InetAddress> resolved;
        try {
            resolved = CompletableFuture.supplyAsync(() -> address(url.host()), (Executor) resolvers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(failed.apply("resolver-busy"));
        }
        return resolved.thenCompose(address -> {
                    long left = limitMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    if (left <= 0) {
                        return CompletableFuture.completedFuture(failed.apply("timeout"));
                    }
                    RequestOptions options = new RequestOptions()
                            .setMethod(method)
                            .setSsl(url.secure())
                            .setHost(url.host())
                            .setPort(url.port())
                            .setURI(url.target())
                            .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                            .putHeader("User-Agent", "Tresen-Webhook/1");
                    return call.apply(options, left);
                })
                .exceptionally(failure -> failed.apply(word(failure)));
    }

    private static String word(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof Refused refused ? refused.getMessage() : "unreachable";
    }

    /** Where to connect to; of several addresses the first, and none if one of them is not public. */
    private InetAddress address(String host) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Refused("unknown-host");
        }
        if (!local && !Arrays.stream(addresses).allMatch(PublicAddress::isOne)) {
            throw new Refused("address-refused");
        }
        return addresses[0];
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void close() {
        resolvers.shutdownNow();
        client.close();
    }

    private static final class Refused extends RuntimeException {
        Refused(String word) {
            super(word, null, false, false);
        }
    }
}
