package io.tresen.proof.races;

import java.util.List;
import java.util.SplittableRandom;

/** One kind of race, of which many run one beside the other, each about something of its own. */
public interface Race {

    /** What is raced for, as a report's row has it. */
    String name();

    /** How many run at the same time. */
    int lanes();

    /**
     * Runs it once, and waits until it is decided.
     *
     * @param number of the repetition, from 0
     * @param random its own
     * @param ends is told of what came out, in a few words that others share
     * @return what must not be, one line each
     */
    List<String> once(int number, SplittableRandom random, Ends ends);

    /** How often each outcome came out. */
    interface Ends {

        void saw(String end);
    }
}
