package io.tresen.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Reads by an open loop, whose answers are counted while it matters. */
final class Reads implements Traffic {

    private final LongFunction<Call> calls;
    private final Latencies latencies;
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private volatile long fromNs = Long.MAX_VALUE;
    private volatile long untilNs = Long.MAX_VALUE;

    Reads(LongFunction<Call> calls, Latencies latencies) {
        this.calls = calls;
        this.latencies = latencies;
    }

    void countBetween(long from, long until) {
        fromNs = from;
        untilNs = until;
    }

    /** 200s that came in the time that counts. */
    long good() {
        return good.get();
    }

    /** Anything else, at any time. */
    long bad() {
        return bad.get();
    }

    @Override
    public Call call(long number) {
        return calls.apply(number);
    }

    @Override
    public void answered(Answer answer) {
        if (answer.status() != 200) {
            bad.incrementAndGet();
        } else if (answer.endNs() >= fromNs && answer.endNs() < untilNs) {
            good.incrementAndGet();
            latencies.record(answer.intendedNs(), answer.endNs());
        }
    }
}
