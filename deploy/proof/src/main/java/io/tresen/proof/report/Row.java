package io.tresen.proof.report;

/**
 * One line of a report: something that is claimed. What only happened, and need not have, is a note and no row.
 *
 * @param what was done, or checked
 * @param attempted how often
 * @param violated how often what had to hold did not
 */
public record Row(String what, long attempted, long violated) {

    /** Whether it was tried and went well: what nobody tried is not known to hold. */
    boolean holds() {
        return attempted > 0 && violated == 0;
    }

    /** Whether nobody tried it, and nobody says why. */
    boolean isEmpty() {
        return attempted == 0 && violated == 0;
    }
}
