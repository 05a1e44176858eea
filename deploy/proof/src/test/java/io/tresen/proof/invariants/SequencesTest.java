package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** I5 on topics in which something is wrong. */
class SequencesTest {

    @Test
    void a_key_that_counts_and_one_whose_records_came_twice_are_not_complained_about() {
        List<Fact> once = facts(1, 2, 3);
        assertEquals(List.of(), violations(Topics.ORDER_ORDER, once));
        assertEquals(
                List.of(),
                violations(
                        Topics.ORDER_ORDER,
                        Stream.concat(once.stream(), once.stream()).toList()));
    }

    @Test
    void a_hole_is_found() {
        assertEquals(
                List.of("order.order.v1 key: OrderPlaced has sequence 3 behind 1"),
                violations(Topics.ORDER_ORDER, facts(1, 3)));
    }

    @Test
    void a_number_of_two_events_is_found() {
        assertEquals(1, violations(Topics.ORDER_ORDER, facts(1, 2, 2)).size());
    }

    @Test
    void a_key_that_does_not_begin_with_one_is_found() {
        assertEquals(1, violations(Topics.ORDER_ORDER, facts(2)).size());
    }

    @Test
    void on_a_compacted_topic_a_hole_is_none_but_what_does_not_rise_is_found() {
        assertEquals(List.of(), violations(Topics.CATALOG_PRODUCT, facts(2, 5)));
        assertEquals(1, violations(Topics.CATALOG_PRODUCT, facts(2, 5, 5)).size());
        assertEquals(1, violations(Topics.CATALOG_PRODUCT, facts(5, 2)).size());
    }

    @Test
    void on_a_topic_that_keeps_an_hour_the_first_event_of_a_key_may_be_gone() {
        assertEquals(List.of(), violations(Topics.CHAT_PUSHED, facts(7, 8)));
    }

    private static List<Fact> facts(long... sequences) {
        return LongStream.of(sequences)
                .mapToObj(sequence -> new Fact("", 0, 0, "key", UUID.randomUUID(), "OrderPlaced", sequence, null))
                .toList();
    }

    private static List<String> violations(Topic topic, List<Fact> facts) {
        return new Sequences().violations(new Evidence(null, Map.of(topic, facts), null));
    }
}
