package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.races.LastUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The profiles do as much as they promise, and what a profile names exists. */
class ProfilesTest {

    @Test
    void a_night_has_the_counts_of_a_night() {
        assertEquals(50, count("night", Kind.KILLS, "per-service"));
        assertEquals(20_000, count("night", Kind.KILLS, "orders"));
        assertEquals(20, count("night", Kind.OUTAGES, "broker-kills"));
        assertEquals(20, count("night", Kind.OUTAGES, "database-kills"));
        assertEquals(20, count("night", Kind.OUTAGES, "pauses"));
        assertEquals(1_000, count("night", Kind.RACES, "repeats"));
        assertEquals(1, count("night", Kind.STEPS, "rounds"));
        assertEquals(10_000, count("night", Kind.INPUT, "count"));
    }

    @Test
    void a_night_begins_with_the_simulators_seeds() {
        assertEquals(Kind.SIMULATE, Profiles.ALL.get("night").get(0).kind());
        assertEquals(100_000, count("night", Kind.SIMULATE, "seeds"));
    }

    /** Maven writes the jars anew that are the class path of this process, and of the services of every part. */
    @Test
    void a_night_builds_what_it_runs_from_when_nothing_runs_from_it_any_more() {
        List<Profiles.Part> parts = Profiles.ALL.get("night");
        assertEquals(Kind.INPUT, parts.get(parts.size() - 1).kind());
    }

    @Test
    void a_full_run_has_a_part_of_each_that_strikes() {
        assertEquals(10, count("full", Kind.KILLS, "per-service"));
        assertEquals(5, count("full", Kind.OUTAGES, "broker-kills"));
        assertEquals(5, count("full", Kind.OUTAGES, "database-kills"));
        assertEquals(5, count("full", Kind.OUTAGES, "pauses"));
        assertEquals(200, count("full", Kind.RACES, "repeats"));
    }

    @Test
    void a_night_drains_an_hour_of_products_and_one_of_orders() {
        for (Kind kind : List.of(Kind.BACKLOG, Kind.BACKLOG_OF_ORDERS)) {
            assertEquals(3_600, count("night", kind, "away"));
        }
        assertEquals(36_000, drained(Kind.BACKLOG_OF_ORDERS));
        assertEquals(90_000, drained(Kind.BACKLOG));
    }

    @Test
    void two_hundred_crowds_race_in_a_night_and_a_few_in_a_full_run() {
        assertEquals(200, crowds("night"));
        assertEquals(4, crowds("full"));
        assertEquals(1, crowds(Profiles.QUICK));
    }

    @Test
    void each_part_of_quick_can_share_a_platform() {
        Profiles.quick(1);
        assertEquals(
                List.of(Kind.KILLS, Kind.OUTAGES, Kind.RACES),
                Profiles.ALL.get(Profiles.QUICK).stream()
                        .map(Profiles.Part::kind)
                        .toList());
        assertThrows(
                IllegalArgumentException.class, () -> Kind.REPLAY.shared(new Profiles.Part(Kind.REPLAY, Map.of()), 1));
    }

    @Test
    void a_night_has_every_experiment() {
        assertEquals(
                EnumSet.allOf(Kind.class),
                Profiles.ALL.get("night").stream()
                        .map(Profiles.Part::kind)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
    }

    @Test
    void what_holds_at_every_moment_is_looked_at_in_all_but_restores() {
        for (Kind kind : Kind.values()) {
            boolean restores = kind == Kind.RESTORE_ORDER || kind == Kind.RESTORE_PAYMENT;
            kind.experiment().ifPresent(it -> assertEquals(!restores, it.sampled(), kind.name()));
        }
    }

    @Test
    void orders_outnumber_what_strikes_into_them() {
        Profiles.ALL.values().stream()
                .flatMap(List::stream)
                .filter(part -> part.counts().containsKey("orders"))
                .forEach(part -> {
                    int strikes = 5 * part.count("per-service")
                            + part.count("broker-kills")
                            + part.count("database-kills")
                            + part.count("pauses");
                    assertTrue(part.count("orders") > strikes, part.toString());
                });
    }

    private static long crowds(String profile) {
        LastUnit race =
                new LastUnit(null, null, count(profile, Kind.RACES, "crowd"), count(profile, Kind.RACES, "every"));
        return IntStream.range(0, count(profile, Kind.RACES, "repeats"))
                .filter(number -> race.buyers(number) == race.crowd())
                .count();
    }

    private static int drained(Kind kind) {
        return new Absence(count("night", kind, "arrival"), count("night", kind, "away")).records();
    }

    private static int count(String profile, Kind kind, String name) {
        List<Map<String, Integer>> parts = Profiles.ALL.get(profile).stream()
                .filter(part -> part.kind() == kind)
                .map(Profiles.Part::counts)
                .toList();
        assertEquals(1, parts.size(), kind.name());
        return parts.get(0).get(name);
    }
}
