package io.tresen.benchmarks;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.Visitor;
import io.hyperfoil.api.connection.Connection;
import io.hyperfoil.api.processor.Processor;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.api.HttpRequest;
import io.hyperfoil.http.api.HttpRequestWriter;
import io.hyperfoil.http.api.StatusHandler;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An open-loop load by Hyperfoil: a request every 1/rate seconds, whether or not earlier ones were answered. Hyperfoil counts
 * from when a request is sent; this counts from when it was meant to be, so that a wait for a free session or connection,
 * and a stall of the generator itself, are in the latency. One thread, one target.
 */
public final class OpenLoad {

    private static final int MANY = 4_000;
    private static final long REQUEST_TIMEOUT_MS = 30_000;
    private static final String HOST = "127.0.0.1";

    /** One session's request that is under way. */
    private static final class Flight {
        private long number;
        private long intendedNs;
        private Call call;
        private int status;
        private final StringBuilder body = new StringBuilder();
    }

    private final int port;
    private final HttpMethod method;
    private final int connections;
    private final int sessions;
    private final double rate;
    private final long durationMs;
    private final Traffic traffic;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<Integer, Flight> flights = new ConcurrentHashMap<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long beginNs;
    private volatile long generator;
    private Thread thread;
    private volatile RuntimeException failure;

    /**
     * @param port of loopback
     * @param connections kept open; more requests than that wait, and their wait counts
     * @param rate requests a second
     */
    public OpenLoad(int port, String method, int connections, double rate, long seconds, Traffic traffic) {
        this(port, method, connections, MANY, rate, seconds, traffic);
    }

    /** @param sessions requests that may be under way at once; those due beyond that begin later, and their wait counts */
    public OpenLoad(
            int port, String method, int connections, int sessions, double rate, long seconds, Traffic traffic) {
        this.port = port;
        this.sessions = sessions;
        this.method = HttpMethod.valueOf(method);
        this.connections = connections;
        this.rate = rate;
        this.durationMs = seconds * 1_000;
        this.traffic = traffic;
    }

    /** Begins, and returns once the first request is due. @return when that was, by {@link System#nanoTime} */
    public long begin() {
        thread = new Thread(this::run, "load");
        thread.start();
        try {
            if (!begun.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The load does not begin", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return beginNs;
    }

    /** Waits for its end. */
    public void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Requests that were due and sent. */
    public long attempted() {
        return next.get();
    }

    /** Requests of which no answer came, broken connections and time-outs among them. */
    public long unanswered() {
        return next.get() - answered.get();
    }

    /** CPU time of the generator's thread so far, ns, once it has begun; -1 when it has ended. */
    long cpuNs() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(generator);
    }

    private void run() {
        try {
            new LocalSimulationRunner(benchmark()).run();
        } catch (RuntimeException broken) {
            failure = broken;
        }
    }

    private Benchmark benchmark() {
        Hooks hooks = new Hooks(this);
        BenchmarkBuilder builder = BenchmarkBuilder.builder().name("load").threads(1);
        builder.addPlugin(HttpPluginBuilder::new)
                .http()
                .name("target")
                .host(HOST)
                .port(port)
                .allowHttp2(false)
                .pipeliningLimit(1)
                .sharedConnections(connections)
                .requestTimeout(REQUEST_TIMEOUT_MS)
                .endHttp()
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .autoRangeCheck(false)
                .stopOnInvalid(false);
        builder.addPhase("load")
                .constantRate(1)
                .usersPerSec(rate)
                .variance(false)
                .maxSessions(sessions)
                .duration(durationMs)
                .maxDuration(durationMs + REQUEST_TIMEOUT_MS + 5_000)
                .scenario()
                .initialSequence("request")
                .step(hooks::begin)
                .step(HttpStepCatalog.SC)
                .httpRequest(method)
                .path(hooks::path)
                .headerAppender(hooks::headers)
                .body(hooks::body)
                .handler()
                .status((StatusHandler) hooks::status)
                .body(fragmented -> (Processor) hooks::part)
                .onCompletion(hooks::end)
                .endHandler()
                .endStep()
                .endSequence();
        return builder.build();
    }

    /** What Hyperfoil calls. It looks through the fields of its scenario, and is kept out of ours. */
    private record Hooks(@Visitor.Ignore OpenLoad load) {

        boolean begin(Session session) {
            return load.begin(session);
        }

        String path(Session session) {
            return session == null
                    ? "/"
                    : load.flights.get(session.uniqueId()).call.path();
        }

        void headers(Session session, HttpRequestWriter writer) {
            Call call = load.flights.get(session.uniqueId()).call;
            writer.putHeader("Accept", "application/json");
            if (call.token() != null) {
                writer.putHeader("Authorization", "Bearer " + call.token());
            }
            if (call.key() != null) {
                writer.putHeader("Idempotency-Key", call.key());
            }
            if (call.body() != null) {
                writer.putHeader("Content-Type", "application/json");
            }
        }

        ByteBuf body(Session session, Connection connection) {
            String body = load.flights.get(session.uniqueId()).call.body();
            return body == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8));
        }

        void status(HttpRequest request, int status) {
            load.flights.get(request.session.uniqueId()).status = status;
        }

        void part(Session session, ByteBuf data, int offset, int length, boolean last) {
            load.flights
                    .get(session.uniqueId())
                    .body
                    .append(data.toString(data.readerIndex() + offset, length, StandardCharsets.UTF_8));
        }

        void end(Session session) {
            load.end(session);
        }
    }

    /** The n-th session that starts is the n-th that was due, however late it is. */
    private boolean begin(Session session) {
        Flight flight = flights.computeIfAbsent(session.uniqueId(), id -> new Flight());
        flight.number = next.getAndIncrement();
        if (flight.number == 0) {
            generator = Thread.currentThread().getId();
            beginNs = System.nanoTime()
                    - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - session.phaseStartTimestamp());
            begun.countDown();
        }
        flight.intendedNs = beginNs + (long) (flight.number * 1e9 / rate);
        flight.call = traffic.call(flight.number);
        flight.status = 0;
        flight.body.setLength(0);
        return true;
    }

    private void end(Session session) {
        Flight flight = flights.get(session.uniqueId());
        if (flight.status != 0) {
            answered.incrementAndGet();
        }
        traffic.answered(
                new Answer(flight.number, flight.intendedNs, System.nanoTime(), flight.status, flight.body.toString()));
    }
}
