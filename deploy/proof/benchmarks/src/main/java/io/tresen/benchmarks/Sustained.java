package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The way to a figure at the highest rate that this machine sustains, which {@link Cost} and {@link Talk} share. The platform is
 * warmed up by as many things as two minutes at the goal's 100 a second are ({@link WarmUp}), in bursts of which each comes to
 * rest. Then it is tried at each rate upwards for some seconds, after each of which it comes to rest too; a rate that does not
 * keep up is tried again as long as it gets better, since what holds it back is then code that is not compiled yet. The highest
 * that kept up is warmed up and measured in full, then a platform at rest. Downwards would begin with minutes of overload, and
 * measure what that left.
 */
final class Sustained {

    private static final double KEEPS_UP = 0.98;
    /** Above what a try differs by chance. */
    private static final double BETTER = 1.1;

    private static final long WARM_UP_S = 120;
    private static final long WINDOW_S = 300;
    /** Two minutes at the 100 a second of the goal. */
    private static final long WARM_UP_COUNT = 12_000;

    private static final int BURST_PER_S = 40;
    private static final long BURST_S = 10;
    private static final long TRY_WARM_UP_S = 5;
    private static final long REST_S = 600;

    /** Begins things at a rate, whether or not earlier ones have ended. */
    interface Attempt {

        /** Returns once nothing moves any more. @param meter is told when the window begins and ends */
        Outcome at(int rate, long warmUpS, long windowS, Meter meter);
    }

    /**
     * What came of one attempt.
     *
     * @param completed within the window
     * @param lost begun and never completed, or refused
     * @param unrest what still moved when nothing should have
     */
    record Outcome(
            long completed,
            long lost,
            List<String> unrest,
            Map<String, Long> counts,
            List<Latencies> latencies,
            List<String> notes) {}

    private final List<Integer> rates;
    private final long warmUpS;
    private final long windowS;
    private final long idleS;
    private final long tryS;
    private final WarmUp before;
    private final List<List<Object>> tried = new ArrayList<>();

    /** @param trying the rates of a quick run */
    Sustained(Settings settings, String trying) {
        String words = settings.word("rates", "5,10,20,30,40,50,60,80,100", trying);
        rates = Arrays.stream(words.split(",")).map(Sustained::rate).sorted().toList();
        warmUpS = settings.scaled("warm-up-s", WARM_UP_S, 8);
        windowS = settings.scaled("window-s", WINDOW_S, 12);
        idleS = settings.scaled("idle-s", 60, 10);
        tryS = settings.number("try-s", 20, 6);
        before = new WarmUp(
                settings.number("warm-up-count", WARM_UP_COUNT, 1), settings.number("warm-up-most-s", 900, 1));
    }

    private static int rate(String word) {
        if (!word.trim().matches("[1-9]\\d{0,4}")) {
            throw new Settings.Misunderstood("--rates are whole numbers with commas, not " + word);
        }
        return Integer.parseInt(word.trim());
    }

    /**
     * Measures, and tells the report.
     *
     * @param cpuGoal and {@code rateGoal} are goals, or null
     * @param what one thing is called
     */
    void measure(Run run, String cpuGoal, String rateGoal, String what, Attempt attempt) {
        long warm = before.by(() -> burst(run, attempt));
        run.report()
                .note("Before the first try: " + warm + " of them in bursts of " + BURST_S + " s at " + BURST_PER_S
                        + "/s.");
        // the lowest one is measured in full whether or not a short try of it keeps up: there is nothing below it
        int highest = 0;
        while (highest + 1 < rates.size() && isSustained(run, rates.get(highest + 1), attempt)) {
            highest++;
        }
        boolean measured = false;
        for (int i = highest; i >= 0 && !measured; i--) {
            measured = inFull(run, cpuGoal, rateGoal, what, rates.get(i), attempt);
        }
        run.report().table("Rates tried", List.of("rate, 1/s", "window s", "completed, 1/s", "lost", "kept up"), tried);
        if (!measured) {
            run.report().violated(List.of("none of the rates " + rates + " was sustained"));
        }
    }

    private static long burst(Run run, Attempt attempt) {
        Outcome outcome = attempt.at(BURST_PER_S, 0, BURST_S, new Meter(run.stage()));
        run.stage().awaitRest(REST_S);
        System.out.printf(
                Locale.ROOT, "  warming up: %d of %d within a burst%n", outcome.completed(), BURST_PER_S * BURST_S);
        return BURST_PER_S * BURST_S - outcome.lost();
    }

    /** Tries a rate, and again as long as that goes clearly better than before. */
    private boolean isSustained(Run run, int rate, Attempt attempt) {
        double before = 0;
        while (true) {
            Meter meter = new Meter(run.stage());
            Outcome outcome = attempt.at(rate, TRY_WARM_UP_S, tryS, meter);
            run.stage().awaitRest(REST_S);
            if (note(rate, outcome, meter)) {
                return true;
            }
            double perSecond = outcome.completed() / meter.seconds();
            if (perSecond <= BETTER * before) {
                return false;
            }
            before = perSecond;
        }
    }

    private boolean note(int rate, Outcome outcome, Meter meter) {
        // those of a second may be on their way at the end
        boolean keepsUp = outcome.completed() >= KEEPS_UP * rate * meter.seconds() - rate && outcome.lost() == 0;
        System.out.printf(
                Locale.ROOT,
                "  %d/s: %.1f/s completed, %d lost: %s; waiting for rest%n",
                rate,
                outcome.completed() / meter.seconds(),
                outcome.lost(),
                keepsUp ? "kept up" : "did not keep up");
        tried.add(List.of(
                rate, meter.seconds(), outcome.completed() / meter.seconds(), outcome.lost(), keepsUp ? "yes" : "no"));
        return keepsUp;
    }

    private boolean inFull(Run run, String cpuGoal, String rateGoal, String what, int rate, Attempt attempt) {
        Report report = run.report();
        Meter meter = new Meter(run.stage());
        Outcome outcome = attempt.at(rate, warmUpS, windowS, meter);
        outcome.counts().forEach(report::count);
        outcome.notes().forEach(report::note);
        if (!note(rate, outcome, meter)) {
            run.stage().awaitRest(REST_S);
            return false;
        }
        report.violated(outcome.unrest());
        meter.idle(idleS);
        meter.tell(report, cpuGoal, rateGoal, what, rate, outcome.completed());
        report.latencies(outcome.latencies().toArray(Latencies[]::new));
        report.note("Measured for " + windowS + " s after " + warmUpS + " s of warming up"
                + (windowS < WINDOW_S || warmUpS < WARM_UP_S
                        ? "; the goal says " + WINDOW_S + " s after " + WARM_UP_S + " s."
                        : "."));
        return true;
    }

    /** Waits for the window's edges by {@link System#nanoTime}, and tells the meter. */
    static void meter(Meter meter, long fromNs, long windowS) {
        Run.passUntil(fromNs);
        meter.busyFrom();
        Run.passUntil(fromNs + TimeUnit.SECONDS.toNanos(windowS));
        meter.busyUntil();
    }
}
