package io.tresen.engines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A business's app that is told by webhooks: a real HTTP server on loopback that notes every call, and answers as told. */
public final class TestReceiver implements AutoCloseable {

    /**
     * A call as it came.
     *
     * @param target path and query, raw
     * @param headers names in any case
     * @param body raw
     * @param at {@link System#nanoTime()}
     */
    public record Call(String method, String target, Map<String, String> headers, byte[] body, long at) {}

    /** What to answer: a status and a text, or nothing ever. */
    public record Answer(int status, String body, Map<String, String> headers) {

        /** An answer without header. */
        public static Answer of(int status, String body) {
            return new Answer(status, body, Map.of());
        }

        /** Keeps the caller waiting. */
        public static Answer never() {
            return new Answer(0, "", Map.of());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test-receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> answers = call -> Answer.of(200, "");

    private TestReceiver(HttpServer server) {
        this.server = server;
    }

    /** Starts one that says 200 to all. */
    public static TestReceiver start() {
        return start(0);
    }

    /** As its namesake, on a port; 0 for any that is free. */
    public static TestReceiver start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            TestReceiver receiver = new TestReceiver(server);
            server.createContext("/", receiver::handle);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address with a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers so from now on; also a place to note things or to wait. */
    public TestReceiver answering(Function<Call, Answer> rule) {
        answers = rule;
        return this;
    }

    /** All calls so far, as they came. */
    public List<Call> calls() {
        return calls;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes(),
                System.nanoTime());
        calls.add(call);
        Answer answer = answers.apply(call);
        if (answer.status() == 0) {
            await();
        } else {
            byte[] body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
