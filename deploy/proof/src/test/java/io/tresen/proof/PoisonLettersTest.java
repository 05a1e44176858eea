package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.proof.PoisonLetters.Sent;
import io.tresen.proof.topics.Poison;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that letters some of what it can't read, and swallows the rest, does not go unseen. */
class PoisonLettersTest {

    private static final String TOPIC = Topics.ORDER_ORDER.name();

    private final PoisonLetters letters = new PoisonLetters();
    private final Set<String> its = new HashSet<>();

    @BeforeEach
    void each_kind_of_two_types_of_which_the_consumer_reads_one() {
        for (Poison poison : Poison.values()) {
            for (String type : poison.inTheValue() ? List.of("OrderPlaced", "OrderRejected") : List.of("OrderPlaced")) {
                letters.lies(place(poison, type), new Sent(poison, Topics.ORDER_ORDER, type));
                if (poison.reason() != null && type.equals("OrderPlaced")) {
                    its.add(place(poison, type));
                }
            }
        }
    }

    @Test
    void a_type_that_a_consumer_does_not_read_needs_no_letter() {
        assertEquals(Set.of(), missing());
        assertTrue(letters.of(TOPIC, its).size() > Poison.values().length);
    }

    @Test
    void one_kind_of_a_type_that_it_reads_is_missed_though_it_has_that_of_another_type() {
        for (Poison poison : Poison.values()) {
            if (poison.inTheValue()) {
                its.add(place(poison, "OrderRejected"));
            }
        }
        its.remove(place(Poison.TRUNCATED, "OrderRejected"));
        assertEquals(Set.of("TRUNCATED of OrderRejected"), missing());
    }

    @Test
    void a_kind_without_any_letter_is_missed() {
        its.remove(place(Poison.NO_ID, "OrderPlaced"));
        assertEquals(Set.of("NO_ID"), missing());
        its.clear();
        assertTrue(missing().contains("TOMBSTONE"));
    }

    private Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, Boolean> one : letters.of(TOPIC, its).entrySet()) {
            if (!one.getValue()) {
                missing.add(one.getKey());
            }
        }
        return missing;
    }

    private static String place(Poison poison, String type) {
        return TOPIC + "-0@" + poison + type;
    }
}
