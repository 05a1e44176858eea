package io.tresen.proof.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What servers answered when they could not serve. Design section 8: nothing that a client sends is answered by a 5xx but 503
 * with {@code Retry-After}, and that only while a database is away, or the service that was asked is. Neither Kafka nor the
 * registry is asked for an answer, so that their absence excuses none. A crowd that is let go at one moment may be told to come
 * again as well, by the words for it (ADR 24), and by no other while nothing is away.
 */
public final class ServerErrors {

    static final String DATABASE = "postgres";

    /** As {@code Crowded} says it. */
    static final String CROWDED = "More ask at once than can be answered";

    /** T of design section 14. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private static final int MOST = 50;
    private static final int UNAVAILABLE = 503;

    /** As INTERFACE.md has them: which service answers below a path. */
    private static final Map<String, String> SERVICES = Map.of(
            "catalog", "catalog",
            "chat", "chat",
            "orders", "order",
            "payments", "payment",
            "notifications", "notification");

    private final LongSupplier nanoTime;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong away = new AtomicLong();
    private final AtomicLong withoutDatabase = new AtomicLong();
    private final AtomicLong toCrowds = new AtomicLong();
    private final AtomicInteger crowds = new AtomicInteger();
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Struck> struck = new ConcurrentHashMap<>();

    /** @param strikes that are not over, @param until when it excuses behind them, by the clock */
    private record Struck(int strikes, long until) {}

    public ServerErrors() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    ServerErrors(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A replica of a service, or an engine, is going to be away. */
    public void struck(String part) {
        struck.merge(whole(part), new Struck(1, 0), (before, one) -> new Struck(before.strikes() + 1, before.until()));
    }

    /** It is back, and has a minute to find its way; of one that was struck. */
    public void back(String part) {
        long until = nanoTime.getAsLong() + BACK_WITHIN.toNanos();
        struck.computeIfPresent(whole(part), (same, before) -> new Struck(before.strikes() - 1, until));
    }

    /** Lets a crowd go, which may be told that it is one until all of it got through. */
    public <T> T crowd(Supplier<T> act) {
        crowds.incrementAndGet();
        try {
            return act.get();
        } finally {
            crowds.decrementAndGet();
        }
    }

    /** {@code order} of {@code order-2}. */
    private static String whole(String part) {
        return part.replaceFirst("-\\d+$", "");
    }

    /** Whether the databases were ever struck. */
    public boolean struckDatabase() {
        return struck.containsKey(DATABASE);
    }

    void saw(HttpResponse<String> answer) {
        answers.incrementAndGet();
        if (answer.statusCode() < 500) {
            return;
        }
        boolean says = answer.headers().firstValue("Retry-After").isPresent();
        if (answer.statusCode() != UNAVAILABLE || !says) {
            violated(answer, says ? "" : ", without Retry-After");
            return;
        }
        if (crowds.get() > 0 && answer.body().contains(CROWDED)) {
            toCrowds.incrementAndGet();
            return;
        }
        away.incrementAndGet();
        boolean database = excuses(DATABASE);
        if (database) {
            withoutDatabase.incrementAndGet();
        }
        if (!database && !excuses(SERVICES.get(answer.request().uri().getPath().split("/", 3)[1]))) {
            violated(answer, ", while neither the service nor a database was away");
        }
    }

    private boolean excuses(String part) {
        Struck known = part == null ? null : struck.get(part);
        return known != null && (known.strikes() > 0 || known.until() - nanoTime.getAsLong() > 0);
    }

    private void violated(HttpResponse<String> answer, String how) {
        synchronized (violations) {
            if (violations.size() < MOST) {
                violations.add(
                        answer.request().method() + " " + answer.request().uri().getPath() + " was answered with "
                                + answer.statusCode() + how + ": " + answer.body());
            }
        }
    }

    /** All answers so far. */
    public long answers() {
        return answers.get();
    }

    /** Those that said when to come again, to no crowd. */
    public long away() {
        return away.get();
    }

    /** Those besides by which a crowd was told that it is one. */
    public long toCrowds() {
        return toCrowds.get();
    }

    /** Those of them while the databases were struck, or within a minute behind it. */
    public long withoutDatabase() {
        return withoutDatabase.get();
    }

    /** Answers by which a server said that it could not, otherwise or at another time, the first 50. */
    public List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }
}
