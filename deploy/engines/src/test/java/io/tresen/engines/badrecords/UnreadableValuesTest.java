package io.tresen.engines.badrecords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreadableValuesTest {

    private static final String GROUP = "chat.orders";
    private static final Set<String> TOPICS = Set.of(Topics.ORDER_ORDER.name());

    private final UnreadableValues values = new UnreadableValues();

    @BeforeEach
    void two_of_each_of_two_types_and_one_of_another_topic() {
        lies("a", Topics.ORDER_ORDER, "OrderPlaced", "none");
        lies("b", Topics.ORDER_ORDER, "OrderPlaced", "truncated");
        lies("c", Topics.ORDER_ORDER, "OrderRejected", "none");
        lies("d", Topics.ORDER_ORDER, "OrderRejected", "truncated");
        lies("e", Topics.ORDER_RULES, "RulesChanged", "none");
    }

    @Test
    void a_group_letters_all_of_the_types_that_it_reads_and_needs_no_letter_of_others() {
        assertEquals(List.of(), swallowed("a", "b"));
        assertEquals(List.of(), swallowed("a", "b", "c", "d"));
    }

    @Test
    void one_that_a_group_letters_in_part_is_swallowed_in_part() {
        assertEquals(List.of("chat.orders has no letter of OrderRejected, truncated, at d"), swallowed("a", "b", "c"));
    }

    @Test
    void a_group_without_any_letter_of_a_topic_that_it_reads_is_found() {
        assertEquals(List.of("chat.orders has no letter of " + Topics.ORDER_ORDER.name()), swallowed("e"));
    }

    private List<String> swallowed(String... letters) {
        return values.swallowed(GROUP, TOPICS, new HashSet<>(List.of(letters)));
    }

    private void lies(String place, Topic topic, String type, String change) {
        values.lies(place, new BadRecord(topic, new byte[0], null, Map.of("ce_type", type), List.of(change)));
    }
}
