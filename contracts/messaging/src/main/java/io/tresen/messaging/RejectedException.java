package io.tresen.messaging;

/** Carries a {@link Rejection} to the REST edge and rolls back the transaction it passes through. No stack trace. */
public final class RejectedException extends RuntimeException {

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(
                rejection.detail() == null ? rejection.code() : rejection.code() + ": " + rejection.detail(),
                null,
                false,
                false);
        this.rejection = rejection;
    }

    /** Why not. */
    public Rejection rejection() {
        return rejection;
    }

    /** True when the rejection has one of these codes. */
    public boolean is(String... codes) {
        for (String code : codes) {
            if (rejection.code().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
