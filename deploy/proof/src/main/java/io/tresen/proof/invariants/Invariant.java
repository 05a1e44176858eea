package io.tresen.proof.invariants;

import java.util.List;

/** One of I1–I8 of the design, section 14, or I9 of ADR 14. */
interface Invariant {

    /** Its number and what it says. */
    String name();

    /** What it is asked of there. */
    Subjects subjects(Evidence evidence);

    /** One line per violation, naming the row or event; empty when it holds. */
    List<String> violations(Evidence evidence);
}
