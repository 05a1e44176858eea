package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An experiment whose samples could not be taken has not shown what they are for. */
class SamplingTest {

    private final Findings findings = new Findings("test", 1);

    @Test
    void samples_that_can_never_be_taken_are_a_violation() {
        sample(told -> {
            throw new IllegalStateException("nobody is there");
        });
        assertEquals(
                List.of(
                        "samples are taken until the end: the last one could not be taken:"
                                + " java.lang.IllegalStateException: nobody is there",
                        "at least half of the samples can be taken: of 2 only 0 could:"
                                + " java.lang.IllegalStateException: nobody is there"),
                findings.outcome().violations());
    }

    @Test
    void one_that_is_missed_while_something_is_away_is_none() {
        AtomicInteger looks = new AtomicInteger();
        sample(told -> {
            if (looks.getAndIncrement() == 0) {
                throw new IllegalStateException("not yet");
            }
        });
        assertEquals(List.of(), findings.outcome().violations());
    }

    @Test
    void most_that_are_missed_are_a_violation_though_the_last_one_could_be_taken() throws InterruptedException {
        Thread test = Thread.currentThread();
        CountDownLatch missed = new CountDownLatch(2);
        Sampling sampling = sampling(told -> {
            if (Thread.currentThread() != test) {
                missed.countDown();
                throw new IllegalStateException("away");
            }
        });
        assertTrue(missed.await(1, TimeUnit.MINUTES));
        sampling.close();
        List<String> violations = findings.outcome().violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith("at least half of the samples can be taken: of "), violations.get(0));
    }

    @Test
    void what_a_look_found_before_it_broke_is_told() {
        AtomicInteger looks = new AtomicInteger();
        sample(told -> {
            if (looks.getAndIncrement() == 0) {
                told.accept("I1", List.of("a unit too many"));
                throw new IllegalStateException("gone");
            }
            told.accept("I1", List.of());
        });
        assertEquals(List.of("I1: a unit too many"), findings.outcome().violations());
    }

    private void sample(Consumer<BiConsumer<String, List<String>>> look) {
        new Sampling(look, () -> {}, findings, Duration.ofDays(1), Duration.ZERO).close();
    }

    /** One that looks as often as it can. */
    private Sampling sampling(Consumer<BiConsumer<String, List<String>>> look) {
        return new Sampling(look, () -> {}, findings, Duration.ZERO, Duration.ZERO);
    }
}
