package io.tresen.proof.simulator;

/** A process ends here, as by kill -9. Nobody catches it but the {@link Service} whose process it is. */
final class Death extends RuntimeException {

    static final Death NOW = new Death();

    private Death() {
        super("dies", null, false, false);
    }
}
