package io.tresen.proof.simulator;

/** The database does not answer: nothing was done, and it is nobody's fault. */
final class Away extends RuntimeException {

    static final Away NOW = new Away();

    private Away() {
        super("the database is away", null, false, false);
    }
}
