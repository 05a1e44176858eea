package io.tresen.proof.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A token that is asked for anew when half of its life is over (RFC 6749, 5.1: {@code expires_in}): a night outlives many. */
final class BearerToken implements Supplier<String> {

    /** @param life from now on */
    record Issued(String value, Duration life) {}

    private final Supplier<Issued> issuer;
    private final LongSupplier nanoTime;
    private String value;
    private long since;
    private Duration fresh = Duration.ZERO;

    BearerToken(Supplier<Issued> issuer) {
        this(issuer, System::nanoTime);
    }

    BearerToken(Supplier<Issued> issuer, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized String get() {
        if (value == null || nanoTime.getAsLong() - since > fresh.toNanos()) {
            since = nanoTime.getAsLong();
            Issued issued = issuer.get();
            value = issued.value();
            fresh = issued.life().dividedBy(2);
        }
        return value;
    }
}
