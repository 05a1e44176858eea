package io.tresen.engines.badrecords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.engines.badrecords.Decisions.Count;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final String ORDERS = Topics.ORDER_ORDER.name();

    private final Decisions decisions = new Decisions();

    @Test
    void a_record_is_handled_unless_it_is_lettered_or_parked() {
        List.of("a", "b", "c", "d", "e").forEach(place -> lies(place, Topics.ORDER_ORDER, "OrderPlaced"));
        Map<String, String> letters = Map.of("a", "bad-value", "b", "impossible-transition", "c", "sequence-reused");
        assertEquals(
                new Count("chat.orders", 1, 1, 2, 1),
                decisions.count("chat.orders", Set.of(ORDERS + " OrderPlaced"), letters, Set.of("d")));
    }

    @Test
    void what_a_consumer_does_not_read_the_value_of_does_not_count() {
        lies("a", Topics.ORDER_ORDER, "OrderPlaced");
        lies("b", Topics.ORDER_ORDER, "OrderRejected");
        lies("c", Topics.PAYMENT_PAYMENT, "OrderPlaced");
        assertEquals(
                new Count("chat.orders", 1, 0, 0, 0),
                decisions.count("chat.orders", Set.of(ORDERS + " OrderPlaced"), Map.of(), Set.of()));
    }

    @Test
    void where_hardly_any_reaches_a_handler_is_found() {
        assertEquals(
                List.of("of 3,400 records that order.payment reads, 20 handled, 15 refused by a handler,"
                        + " 30 lettered unread, 3,335 parked, fewer than 421 reached a handler"),
                new Count("order.payment", 20, 15, 30, 3_335).wrong());
        assertEquals(List.of(), new Count("order.payment", 220, 201, 900, 2_079).wrong());
    }

    @Test
    void of_a_few_nothing_is_said() {
        assertEquals(List.of(), new Count("order.payment", 0, 0, 10, 29).wrong());
        assertEquals(1, new Count("order.payment", 0, 0, 10, 30).wrong().size());
    }

    private void lies(String place, Topic topic, String type) {
        decisions.lies(place, new BadRecord(topic, new byte[0], null, Map.of("ce_type", type), List.of()));
    }
}
