package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The profiles do as much as they promise, and what a profile names exists. */
class ProfilesTest {

    @Test
    void a_night_has_the_counts_of_a_night() {
        assertEquals(50, count("night", "kills", "per-service"));
        assertEquals(20_000, count("night", "kills", "orders"));
        assertEquals(20, count("night", "outages", "broker-kills"));
        assertEquals(20, count("night", "outages", "database-kills"));
        assertEquals(20, count("night", "outages", "pauses"));
        assertEquals(1_000, count("night", "races", "repeats"));
        assertEquals(1, count("night", "steps", "rounds"));
    }

    @Test
    void a_full_run_has_a_part_of_each_that_strikes() {
        assertEquals(10, count("full", "kills", "per-service"));
        assertEquals(5, count("full", "outages", "broker-kills"));
        assertEquals(5, count("full", "outages", "database-kills"));
        assertEquals(5, count("full", "outages", "pauses"));
        assertEquals(200, count("full", "races", "repeats"));
    }

    @Test
    void each_part_of_quick_can_share_a_platform() {
        Profiles.quick(1);
        assertEquals(
                List.of("kills", "outages", "races"),
                Profiles.ALL.get(Profiles.QUICK).stream()
                        .map(Profiles.Part::experiment)
                        .toList());
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

    private static int count(String profile, String experiment, String name) {
        List<Map<String, Integer>> parts = Profiles.ALL.get(profile).stream()
                .filter(part -> part.experiment().equals(experiment))
                .map(Profiles.Part::counts)
                .toList();
        assertEquals(1, parts.size(), experiment);
        return parts.get(0).get(name);
    }
}
