package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backlog is of what a service reads, and of something. */
class BacklogsTest {

    private static final Absence MINUTE = new Absence(10, 60);

    @Test
    void each_service_has_a_backlog_of_what_it_reads() {
        List.of("notification", "order", "chat", "catalog", "payment")
                .forEach(service -> Backlogs.series(List.of(service), MINUTE));
        Backlogs.series(List.of("catalog", "payment"), MINUTE);
    }

    @Test
    void products_and_orders_are_not_drained_together() {
        assertThrows(IllegalArgumentException.class, () -> Backlogs.series(List.of("notification", "catalog"), MINUTE));
        assertThrows(IllegalArgumentException.class, () -> Backlogs.series(List.of("chat", "order"), MINUTE));
        assertThrows(IllegalArgumentException.class, () -> Backlogs.series(List.of("gateway"), MINUTE));
    }

    @Test
    void what_came_may_be_read_for_a_third_of_the_absence() {
        assertEquals(600, MINUTE.records());
        assertEquals(Duration.ofSeconds(20), MINUTE.longest());
    }

    @Test
    void an_absence_in_which_nothing_comes_is_none() {
        assertThrows(IllegalArgumentException.class, () -> new Absence(0, 3_600));
        assertThrows(IllegalArgumentException.class, () -> new Absence(10, 2));
    }
}
