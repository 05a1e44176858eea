package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody does one thing ten times and never the other. */
class DeckTest {

    private final Deck deck = new Deck(8);
    private final Random random = new Random(7);

    @Test
    void each_comes_once_before_one_comes_again() {
        for (int round = 0; round < 20; round++) {
            Set<Integer> dealt = new TreeSet<>(eight());
            assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), dealt);
        }
    }

    @Test
    void each_round_has_an_order_of_its_own() {
        assertNotEquals(eight(), eight());
    }

    private List<Integer> eight() {
        return IntStream.range(0, 8).mapToObj(i -> deck.next(random)).toList();
    }
}
