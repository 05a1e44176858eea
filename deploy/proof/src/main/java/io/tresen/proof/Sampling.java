package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Samples;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks at what holds at every moment, again and again while an experiment goes on. */
final class Sampling implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(15);

    private final Samples samples;
    private final Findings findings;
    private final Thread thread = new Thread(this::look, "sampling");
    private volatile boolean ends;
    private int missed;

    /** Begins. */
    Sampling(Platform platform, Findings findings) {
        this.samples = new Samples(platform);
        this.findings = findings;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        do {
            take();
            Pause pause = new Pause(BETWEEN);
            while (!ends && pause.again()) {
                // until the next look
            }
        } while (!ends);
    }

    private void take() {
        Map<String, List<String>> found;
        try {
            found = samples.take();
        } catch (RuntimeException | AssertionError away) {
            missed++;
            return;
        }
        findings.checked(found);
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
        take();
        samples.close();
        findings.note(missed + " samples could not be taken, as something they ask was away");
    }
}
