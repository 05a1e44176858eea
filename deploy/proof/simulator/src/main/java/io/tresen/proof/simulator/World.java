package io.tresen.proof.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** One run: virtual time, all chance, what is to happen, and what was found. One thread; the seed decides everything. */
public final class World {

    /** A step more than this is a run that never comes to rest. */
    private static final long MOST_STEPS = 200_000;

    private static final long START_MS = Instant.parse("2027-01-01T08:00:00Z").toEpochMilli();

    private record Due(long atMs, long number, String what, Runnable work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final SplittableRandom random;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final Set<String> violations = new LinkedHashSet<>();
    private final List<String> trace;
    private long nowMs = START_MS;
    private long planned;
    private long steps;

    /** Something was committed since the last check. */
    boolean changed;

    final Weather weather;
    public final Machinery machinery;

    World(long seed, Machinery machinery, boolean traced) {
        this.random = new SplittableRandom(seed);
        this.machinery = machinery;
        this.trace = traced ? new ArrayList<>() : null;
        this.weather = Weather.of(this);
    }

    /** Now, on the one clock that there is. */
    public Instant now() {
        return Instant.ofEpochMilli(nowMs);
    }

    long elapsedMs() {
        return nowMs - START_MS;
    }

    /** Plans work so many milliseconds ahead. */
    public void in(long delayMs, String what, Runnable work) {
        agenda.add(new Due(nowMs + Math.max(0, delayMs), planned++, what, work));
    }

    /** As {@link #in}, at a time; at once when it is over. */
    void at(Instant time, String what, Runnable work) {
        in(time.toEpochMilli() - nowMs, what, work);
    }

    /** Goes on until nothing is left to happen. @param check run after each step that changed something */
    void run(Runnable check) {
        while (!agenda.isEmpty()) {
            Due due = agenda.poll();
            nowMs = Math.max(nowMs, due.atMs());
            due.work().run();
            if (changed) {
                changed = false;
                check.run();
            }
            if (++steps > MOST_STEPS) {
                violated("rest", () -> "no rest after " + MOST_STEPS + " steps, the last: " + due.what());
                return;
            }
        }
    }

    long steps() {
        return steps;
    }

    /** True in so many of a million cases. */
    public boolean chance(int ppm) {
        return ppm > 0 && random.nextInt(1_000_000) < ppm;
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    public UUID id() {
        return new UUID(random.nextLong() & 0xffffffffffff0fffL | 0x4000, random.nextLong() >>> 2 | 1L << 63);
    }

    /** Notes what happens, for whoever reads the trace. */
    public void trace(Supplier<String> line) {
        if (trace != null) {
            trace.add("%10.3f s  %s".formatted(elapsedMs() / 1000.0, line.get()));
        }
    }

    /** Notes that an invariant does not hold. */
    public void violated(String invariant, Supplier<String> what) {
        if (violations.size() < 20) {
            String line = invariant + ": " + what.get();
            if (violations.add(line)) {
                trace(() -> "VIOLATED " + line);
            }
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    List<String> lines() {
        return trace == null ? List.of() : trace;
    }
}
