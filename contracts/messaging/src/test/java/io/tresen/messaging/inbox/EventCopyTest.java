package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a copy stores of a poll of a compacted topic, and in which order. */
class EventCopyTest {

    private static final UUID MUG = new UUID(0, 1);
    private static final UUID CUP = new UUID(0, 2);
    private static final ProductChanged SAID = new ProductChanged();

    @Test
    void a_snapshot_between_two_removals_is_stored_before_the_last_of_them() {
        assertEquals(
                List.of(snapshot(MUG, 5), removal(MUG, 6)),
                EventCopy.newest(List.of(removal(MUG, 4), snapshot(MUG, 5), removal(MUG, 6))));
    }

    @Test
    void a_removal_between_two_snapshots_is_stored_before_the_last_of_them() {
        assertEquals(
                List.of(removal(MUG, 5), snapshot(MUG, 6)),
                EventCopy.newest(List.of(snapshot(MUG, 4), removal(MUG, 5), snapshot(MUG, 6))));
    }

    @Test
    void a_removal_is_stored_behind_the_snapshot_that_it_ends() {
        List<Event> poll = List.of(snapshot(MUG, 1), removal(MUG, 2));
        assertEquals(poll, EventCopy.newest(poll));
    }

    @Test
    void a_snapshot_is_stored_behind_the_removal_that_it_revives() {
        List<Event> poll = List.of(removal(MUG, 1), snapshot(MUG, 2));
        assertEquals(poll, EventCopy.newest(poll));
    }

    @Test
    void what_comes_once_more_changes_neither_the_choice_nor_the_order() {
        assertEquals(
                List.of(snapshot(MUG, 2), removal(MUG, 3)),
                EventCopy.newest(List.of(removal(MUG, 3), snapshot(MUG, 2), removal(MUG, 3), snapshot(MUG, 1))));
    }

    @Test
    void each_key_keeps_its_own_newest() {
        assertEquals(
                List.of(snapshot(CUP, 1), snapshot(MUG, 2), removal(CUP, 2), removal(MUG, 9)),
                EventCopy.newest(List.of(
                        snapshot(MUG, 1), snapshot(CUP, 1), removal(CUP, 2), snapshot(MUG, 2), removal(MUG, 9))));
    }

    private static Event snapshot(UUID key, long sequence) {
        return removal(key, sequence).with(SAID);
    }

    private static Event removal(UUID key, long sequence) {
        return new Event(key, "any", "any", key, key, sequence, sequence, null, null, Instant.EPOCH, null);
    }
}
