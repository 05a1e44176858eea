package io.tresen.proof.races;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One kind of race, of which many run one beside the other, each about something of its own. */
public interface Race {

    /** What is raced for. */
    String name();

    /** The report's row of the repetition of that number, where they are told apart. */
    default String row(int number) {
        return name();
    }

    /** How many run at the same time. */
    int lanes();

    /** What {@link Ends#saw} is told of and must come out at least once in many repetitions; otherwise nothing was raced for. */
    default Set<String> outcomes() {
        return Set.of();
    }

    /**
     * Runs it once, and waits until it is decided.
     *
     * @param number of the repetition, from 0
     * @param random its own
     * @param ends is told of what came out, in a few words that others share
     * @return what must not be, one line each
     */
    List<String> once(int number, SplittableRandom random, Ends ends);

    /** Hears how each repetition ended. */
    interface Ends {

        /** Once more it came out so. */
        void saw(String end);

        /** This time nobody raced, for this reason; what must hold is asked all the same. */
        void missed(String why);
    }
}
