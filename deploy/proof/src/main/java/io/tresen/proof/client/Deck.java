package io.tresen.proof.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Numbers from 0 on in any order, each once before one comes again; for as many hands as want one. */
final class Deck {

    private final int size;
    private final List<Integer> left = new ArrayList<>();

    /** @param size how many numbers there are, 1 or more */
    Deck(int size) {
        this.size = size;
    }

    /** The next one. @param random by which it is shuffled when nothing is left */
    synchronized int next(Random random) {
        if (left.isEmpty()) {
            for (int number = 0; number < size; number++) {
                left.add(number);
            }
            Collections.shuffle(left, random);
        }
        return left.remove(left.size() - 1);
    }
}
