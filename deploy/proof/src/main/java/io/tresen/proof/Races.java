package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.ServerErrors;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.races.CancelAgainstConfirm;
import io.tresen.proof.races.DoubleClick;
import io.tresen.proof.races.LastUnit;
import io.tresen.proof.races.PaymentAgainstExpiry;
import io.tresen.proof.races.Race;
import io.tresen.proof.races.Tally;
import io.tresen.proof.report.Findings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code deploy/proof/run races}: last unit, payment against expiry, cancel against confirm, double click, one kind after the
 * other on one platform with two replicas of each service, and of each kind many side by side.
 *
 * @param repeats of each kind; one that nobody ran, as the machine was too busy, is repeated
 * @param crowd how many buyers the greatest races for a last unit have
 * @param every one in so many of these has them, one of all where there are fewer
 */
record Races(int repeats, long seed, int crowd, int every) implements Series {

    private static final int REPEATS = 100;
    private static final int CROWD = 200;
    private static final int EVERY = 50;
    /** So often as many are tried, where some could not be run. */
    private static final int MOST_TRIES = 5;

    /** In more than so many, each outcome that a race can have comes out. */
    private static final int MANY = 50;

    private static final String BOTH_WAYS = "races that can end in several ways end in each";

    static final Experiment EXPERIMENT = new Experiment("races", Experiment.twoOfEach(), false).withSamples();

    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments, "every");
        Races races = new Races(told.number(0, REPEATS), told.seed(1), CROWD, told.option("every", EVERY));
        EXPERIMENT.end(races.seed(), races.thenChecked());
    }

    @Override
    public void on(Platform platform, Findings findings) {
        findings.setting("repeats of each race", repeats);
        findings.setting("buyers of a crowd", crowd);
        findings.setting("one race for a last unit has a crowd, of", every);
        ServerErrors errors = new ServerErrors();
        Shop shop = Shop.register(platform.origin(), "races").watchedBy(errors);
        for (Race race : List.of(
                lastUnit(shop, errors),
                new PaymentAgainstExpiry(shop),
                new CancelAgainstConfirm(shop),
                new DoubleClick(shop))) {
            repeat(race, findings);
            Experiment.rest(new Invariants(platform), findings);
        }
        Promises.answers(findings, errors);
        findings.note("a crowd was told %d times to come again, and did".formatted(errors.toCrowds()));
    }

    /** However few are run, one of them has the whole crowd. */
    LastUnit lastUnit(Shop shop, ServerErrors errors) {
        return new LastUnit(shop, errors, crowd, Math.min(every, Math.max(1, repeats)));
    }

    /** Runs so many of one kind, and waits for them. */
    void repeat(Race race, Findings findings) {
        long begin = System.nanoTime();
        findings.claimed(race.row(0));
        AtomicInteger next = new AtomicInteger();
        Tally tally = new Tally();
        CountDownLatch done = new CountDownLatch(race.lanes());
        for (int lane = 0; lane < race.lanes(); lane++) {
            Thread thread = new Thread(() -> {
                for (int number = next.getAndIncrement();
                        number < repeats + tally.missed() && number < MOST_TRIES * repeats;
                        number = next.getAndIncrement()) {
                    once(race, number, tally, findings);
                }
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (tally.ran() < repeats) {
            findings.violated(race.row(0), "only %d of %d could be run".formatted(tally.ran(), repeats));
        }
        if (!race.outcomes().isEmpty()) {
            bothWays(race, tally, findings);
        }
        String told = race.name() + ": " + tally;
        findings.note(told);
        System.out.printf("%s; %d s%n", told, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private void bothWays(Race race, Tally tally, Findings findings) {
        List<String> never = tally.never(race);
        if (repeats > MANY) {
            findings.attempted(BOTH_WAYS, never.isEmpty(), race.name() + " never ended as " + never);
        } else {
            findings.note("%s: only of more than %d it is demanded that they end in each way; of these %d %s"
                    .formatted(race.name(), MANY, repeats, never.isEmpty() ? "some did" : "none ended as " + never));
        }
    }

    /** One that nobody ran does not count, unless something was wrong then. */
    private void once(Race race, int number, Tally tally, Findings findings) {
        Tally mine = new Tally();
        List<String> wrong;
        try {
            wrong = race.once(number, new SplittableRandom(seed * 31 + number), mine);
        } catch (RuntimeException | AssertionError broken) {
            wrong = List.of(broken.toString());
            mine = new Tally();
            mine.saw("broken off");
        }
        if (mine.missed() == 0 || !wrong.isEmpty()) {
            findings.attempted(race.row(number), wrong.isEmpty(), "race " + number + ": " + String.join("; ", wrong));
        }
        tally.add(mine);
    }
}
