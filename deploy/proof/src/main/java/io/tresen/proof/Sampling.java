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
 * Looks at what holds at every moment, again and again while an experiment goes on. Looks may fail while something is away; the
 * last one, when all is back, may not.
 */
final class Sampling implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(15);
    private static final Duration LAST_WITHIN = Duration.ofMinutes(1);
    private static final String LAST = "samples are taken until the end";

    private final Consumer<BiConsumer<String, List<String>>> look;
    private final Runnable done;
    private final Findings findings;
    private final Duration lastWithin;
    private final Thread thread = new Thread(this::again, "sampling");
    private volatile boolean ends;
    private int missed;
    private String away;

    /** Begins. */
    Sampling(Platform platform, Findings findings) {
        this(new Samples(platform), findings);
    }

    private Sampling(Samples samples, Findings findings) {
        this(samples::take, samples::close, findings, LAST_WITHIN);
    }

    /** @param look takes one sample, and tells of each invariant; @param lastWithin how long the last look may be tried */
    Sampling(Consumer<BiConsumer<String, List<String>>> look, Runnable done, Findings findings, Duration lastWithin) {
        this.look = look;
        this.done = done;
        this.findings = findings;
        this.lastWithin = lastWithin;
        thread.setDaemon(true);
        thread.start();
    }

    private void again() {
        do {
            take();
            Pause pause = new Pause(BETWEEN);
            while (!ends && pause.again()) {
                // until the next look
            }
        } while (!ends);
    }

    /** @return whether it could be taken; what a broken look found is told as well */
    private boolean take() {
        try {
            look.accept((invariant, lines) -> findings.checked(Map.of(invariant, lines)));
            return true;
        } catch (RuntimeException | AssertionError broken) {
            missed++;
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
        boolean taken;
        do {
            taken = take();
        } while (!taken && pause.again());
        findings.attempted(LAST, taken, "the last one could not be taken: " + away);
        done.run();
        findings.note(missed + " samples could not be taken, as something they ask was away");
    }
}
