package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.races.LastUnit;
import io.tresen.proof.races.Race;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Row;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many races are run as are promised, and a report says how many of which. */
class RacesTest {

    private final Findings findings = new Findings("races", 7);

    /** Some of them, by their number, are none; others are broken off. */
    private record Tried(int missedBelow, int brokenBelow, Set<String> outcomes) implements Race {

        Tried(int missedBelow, int brokenBelow) {
            this(missedBelow, brokenBelow, Set.of());
        }

        @Override
        public String name() {
            return "tried";
        }

        @Override
        public int lanes() {
            return 3;
        }

        @Override
        public List<String> once(int number, SplittableRandom random, Ends ends) {
            if (number < brokenBelow) {
                throw new IllegalStateException("broken");
            }
            if (number < missedBelow) {
                ends.missed("over before it began");
            } else {
                ends.saw("won");
            }
            return List.of();
        }
    }

    private Outcome of(Race race) {
        return of(10, race);
    }

    private Outcome of(int repeats, Race race) {
        new Races(repeats, 7, 200, 5).repeat(race, findings);
        return findings.outcome();
    }

    @Test
    void of_many_races_each_outcome_is_demanded() {
        assertEquals(
                List.of("races that can end in several ways end in each: tried never ended as [lost]"),
                of(51, new Tried(0, 0, Set.of("won", "lost"))).violations());
    }

    @Test
    void of_few_it_is_not_and_they_say_so() {
        Outcome outcome = of(50, new Tried(0, 0, Set.of("won", "lost")));
        assertEquals(List.of(new Row("tried", 50, 0)), outcome.rows());
        assertTrue(
                outcome.notes()
                        .contains("tried: only of more than 50 it is demanded that they end in each way;"
                                + " of these 50 none ended as [lost]"),
                outcome.notes().toString());
    }

    @Test
    void races_that_nobody_ran_are_repeated_until_there_are_as_many_as_promised() {
        Outcome outcome = of(new Tried(4, 0));
        assertEquals(List.of(new Row("tried", 10, 0)), outcome.rows());
        assertEquals(List.of("tried: 10 × won, 4 × over before it began"), outcome.notes());
    }

    @Test
    void a_machine_on_which_too_few_can_be_run_is_a_violation() {
        Outcome outcome = of(new Tried(45, 0));
        assertEquals(List.of(new Row("tried", 5, 1)), outcome.rows());
        assertEquals(List.of("tried: only 5 of 10 could be run"), outcome.violations());
    }

    @Test
    void a_race_that_nobody_could_run_leaves_no_report_in_which_all_is_well() {
        Outcome outcome = of(new Tried(1_000, 0));
        assertEquals(List.of(new Row("tried", 0, 1)), outcome.rows());
        assertEquals(List.of("tried: only 0 of 10 could be run"), outcome.violations());
    }

    @Test
    void a_race_that_breaks_off_counts_once() {
        Outcome outcome = of(new Tried(0, 1));
        assertEquals(List.of(new Row("tried", 10, 1)), outcome.rows());
    }

    @Test
    void a_row_says_how_many_races_had_how_many_buyers() {
        LastUnit race = new LastUnit(null, null, 200, 5);
        assertEquals(
                List.of(
                        "last unit: one of 10 buyers",
                        "last unit: one of 10 buyers",
                        "last unit: one of 10 buyers",
                        "last unit: one of 10 buyers",
                        "last unit: one of 200 buyers",
                        "last unit: one of 10 buyers"),
                IntStream.range(0, 6).mapToObj(race::row).toList());
    }

    @Test
    void however_few_races_there_are_one_has_the_crowd() {
        for (int repeats : new int[] {1, 20, 49, 50}) {
            LastUnit race = new Races(repeats, 7, 200, 50).lastUnit(null, null);
            assertEquals(
                    1,
                    IntStream.range(0, repeats)
                            .filter(number -> race.buyers(number) == 200)
                            .count());
        }
        LastUnit more = new Races(120, 7, 200, 50).lastUnit(null, null);
        assertEquals(
                2,
                IntStream.range(0, 120)
                        .filter(number -> more.buyers(number) == 200)
                        .count());
    }

    @Test
    void two_replicas_of_each_service_race_too() {
        assertEquals(5, Races.EXPERIMENT.replicas().size());
        assertTrue(Races.EXPERIMENT.replicas().values().stream().allMatch(replicas -> replicas == 2));
    }
}
