package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Samples;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Looks at what holds at every moment, again and again while an experiment goes on. Looks may fail while something is away, but not
 * most of them: what an experiment strikes is there again for longer than it is away. The last one, when all is back, may not.
 */
final class Sampling implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(15);
    private static final Duration LAST_WITHIN = Duration.ofMinutes(1);
    private static final String LAST = "samples are taken until the end";
    private static final String MOST = "at least half of the samples can be taken";

    private final Consumer<BiConsumer<String, List<String>>> look;
    private final Runnable done;
    private final Findings findings;
    private final Duration between;
    private final Duration lastWithin;
    private final Thread thread = new Thread(this::again, "sampling");
    private volatile boolean ends;
    private int taken;
    private int missed;
    private String away;

    /** Begins. */
    Sampling(Platform platform, Findings findings) {
        this(new Samples(platform), findings);
    }

    private Sampling(Samples samples, Findings findings) {
        this(samples::take, samples::close, findings, BETWEEN, LAST_WITHIN);
    }

    /**
     * @param look takes one sample, and tells of each invariant
     * @param between two looks
     * @param lastWithin how long the last look may be tried
     */
    Sampling(
            Consumer<BiConsumer<String, List<String>>> look,
            Runnable done,
            Findings findings,
            Duration between,
            Duration lastWithin) {
        this.look = look;
        this.done = done;
        this.findings = findings;
        this.between = between;
        this.lastWithin = lastWithin;
        thread.setDaemon(true);
        thread.start();
    }

    private void again() {
        do {
            count(take());
            Pause pause = new Pause(between);
            while (!ends && pause.again()) {
                // until the next look
            }
        } while (!ends);
    }

    private void count(boolean could) {
        if (could) {
            taken++;
        } else {
            missed++;
        }
    }

    /** @return whether it could be taken; what a broken look found is told as well */
    private boolean take() {
        try {
            look.accept((invariant, lines) -> findings.checked(Map.of(invariant, lines)));
            return true;
        } catch (RuntimeException | AssertionError broken) {
            away = broken.toString();
            return false;
        }
    }

    /** Ends, with a last look at what is there then. */
    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Pause pause = new Pause(lastWithin);
        boolean last;
        do {
            last = take();
        } while (!last && pause.again());
        count(last);
        findings.attempted(LAST, last, "the last one could not be taken: " + away);
        findings.attempted(MOST, taken >= missed, "of " + (taken + missed) + " only " + taken + " could: " + away);
        done.run();
        findings.note(missed + " samples could not be taken, as something they ask was away");
    }
}
