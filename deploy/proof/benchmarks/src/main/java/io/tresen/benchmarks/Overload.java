package io.tresen.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * More requests than can be served, and how many come through a second. That is what the server can do only where the server is
 * what holds them back, and neither what was offered nor the generator, which has one thread.
 *
 * @param perSecond answered as wanted
 * @param offered requests a second
 * @param busy share of the time for which the generator's thread had a processor
 * @param served as wanted, those before and after the time that counts among them
 * @param failed requests that were answered otherwise or not at all, those before and after the time that counts among them
 */
record Overload(double perSecond, double offered, double busy, long served, long failed) {

    /** Nearly all: what is above it is no limit of the server's. */
    private static final double NEARLY = 0.9;

    private static final long SECOND_NS = 1_000_000_000L;
    /** The generator's thread is asked so long before the load ends, after which it is gone. */
    private static final long EARLIER_NS = 250_000_000L;

    /**
     * Measures it.
     *
     * @param connections and no more requests are under way at once
     * @param seconds that count, after one of warming up
     * @param wanted status
     */
    static Overload through(
            int port, String method, int connections, double offered, long seconds, int wanted, Traffic traffic) {
        Counted counted = new Counted(traffic, wanted);
        OpenLoad load = new OpenLoad(port, method, connections, connections, offered, seconds + 1, counted);
        long from = load.begin() + SECOND_NS;
        long until = from + seconds * SECOND_NS;
        counted.between(from, until);
        Run.passUntil(from);
        long begunNs = System.nanoTime();
        long cpuNs = -load.cpuNs();
        Run.passUntil(until - EARLIER_NS);
        cpuNs += load.cpuNs();
        long tookNs = System.nanoTime() - begunNs;
        load.await();
        return new Overload(
                Numbers.perSecond(counted.within.get(), until - from),
                offered,
                (double) cpuNs / tookNs,
                counted.good.get(),
                load.attempted() - counted.good.get());
    }

    /** As tables show it, in percent. */
    double busyPercent() {
        return 100 * busy;
    }

    /** Why it does not say what the server can do; empty where it does. @param who was asked */
    String heldBack(String who) {
        if (perSecond > NEARLY * offered) {
            return who + " served " + Numbers.shown(perSecond) + " of the " + Numbers.shown(offered)
                    + " a second that were offered";
        }
        return busy > NEARLY
                ? "the generator's thread was busy for " + Numbers.shown(busyPercent()) + " % of the time with " + who
                : "";
    }

    /** Answers as wanted, in all and in the time that counts. */
    private static final class Counted implements Traffic {

        private final Traffic traffic;
        private final int wanted;
        private final AtomicLong good = new AtomicLong();
        private final AtomicLong within = new AtomicLong();
        private volatile long fromNs = Long.MAX_VALUE;
        private volatile long untilNs = Long.MAX_VALUE;

        private Counted(Traffic traffic, int wanted) {
            this.traffic = traffic;
            this.wanted = wanted;
        }

        private void between(long from, long until) {
            untilNs = until;
            fromNs = from;
        }

        @Override
        public Call call(long number) {
            return traffic.call(number);
        }

        @Override
        public void answered(Answer answer) {
            if (answer.status() == wanted) {
                good.incrementAndGet();
                if (answer.endNs() >= fromNs && answer.endNs() < untilNs) {
                    within.incrementAndGet();
                }
            }
            traffic.answered(answer);
        }
    }
}
