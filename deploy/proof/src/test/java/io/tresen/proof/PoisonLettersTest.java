package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.proof.PoisonLetters.Sent;
import io.tresen.proof.topics.Poison;
import io.tresen.proof.topics.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that letters some of what it can't read, or nothing at all, and swallows the rest, does not go unseen. */
class PoisonLettersTest {

    private static final Reader READER = new Reader("a.orders", Topics.ORDER_ORDER, Set.of("OrderPlaced"));

    private final PoisonLetters letters = new PoisonLetters();
    private final List<String> its = new ArrayList<>();

    /** On another topic lies poison too, which is nothing to this one. */
    @BeforeEach
    void each_kind_of_two_types_of_which_the_consumer_reads_one() {
        for (Poison poison : Poison.values()) {
            for (String type : poison.inTheValue() ? List.of("OrderPlaced", "OrderRejected") : List.of("OrderPlaced")) {
                letters.lies(place(poison, type), new Sent(poison, Topics.ORDER_ORDER, type));
                if (poison.reason() != null && type.equals("OrderPlaced")) {
                    its.add(place(poison, type));
                }
            }
            letters.lies("elsewhere-0@" + poison, new Sent(poison, Topics.PAYMENT_PAYMENT, "PaymentPending"));
        }
    }

    @Test
    void a_letter_of_each_kind_of_the_type_that_it_reads_is_enough() {
        assertEquals(List.of(), letters.wrong(READER, its));
        assertEquals(its.size(), letters.owed(READER));
        assertTrue(its.size() > 10);
    }

    @Test
    void a_consumer_without_any_letter_is_missed_with_each() {
        List<String> wrong = letters.wrong(READER, List.of());
        assertEquals(its.size(), wrong.size());
        assertTrue(wrong.stream().allMatch(line -> line.startsWith("a.orders has 0 letters, not 1, of ")));
    }

    @Test
    void a_kind_whose_letter_is_missing_is_named_with_its_place() {
        its.remove(place(Poison.NO_ID, "OrderPlaced"));
        assertEquals(
                List.of("a.orders has 0 letters, not 1, of NO_ID of OrderPlaced at "
                        + place(Poison.NO_ID, "OrderPlaced")),
                letters.wrong(READER, its));
    }

    @Test
    void a_type_that_it_reads_is_missed_though_it_has_letters_of_another_type() {
        Reader both = new Reader("a.orders", Topics.ORDER_ORDER, Set.of("OrderPlaced", "OrderRejected"));
        List<String> wrong = letters.wrong(both, its);
        assertEquals(letters.owed(both) - its.size(), wrong.size());
        assertTrue(wrong.stream().allMatch(line -> line.contains(" of OrderRejected at ")));
    }

    @Test
    void two_letters_of_one_record_are_one_too_many() {
        its.add(place(Poison.TRUNCATED, "OrderPlaced"));
        assertEquals(
                List.of("a.orders has 2 letters, not 1, of TRUNCATED of OrderPlaced at "
                        + place(Poison.TRUNCATED, "OrderPlaced")),
                letters.wrong(READER, its));
    }

    @Test
    void a_letter_of_what_it_does_not_read_or_of_what_is_no_fault_is_one_too_many() {
        its.add(place(Poison.TRUNCATED, "OrderRejected"));
        its.add(place(Poison.UNKNOWN_TYPE, "OrderPlaced"));
        assertEquals(2, letters.wrong(READER, its).size());
    }

    private static String place(Poison poison, String type) {
        return Topics.ORDER_ORDER + "-0@" + poison + type;
    }
}
