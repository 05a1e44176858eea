package io.tresen.messaging.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses what lies beyond the limit while it is read, since a chunked body does not say its length beforehand; and what comes
 * too slowly, since a thread waits for it: half a minute of waiting is free, then 20 KB a second are asked for. What its reader
 * does meanwhile does not count.
 */
final class BoundedBody extends FilterInputStream {

    private static final long FREE_NS = Duration.ofSeconds(30).toNanos();
    private static final long NS_PER_BYTE = Duration.ofSeconds(1).toNanos() / 20_000;
    private static final Problem TOO_SLOW = Problem.of("request-timeout", 408, "The body came too slowly");

    private final long limit;
    private final LongSupplier nanos;
    private long waitedNs;
    private long read;

    /** @param limit in bytes */
    BoundedBody(InputStream in, long limit, LongSupplier nanos) {
        super(in);
        this.limit = limit;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        long begun = nanos.getAsLong();
        return counted(super.read(), 1, begun);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long begun = nanos.getAsLong();
        int n = super.read(bytes, from, length);
        return counted(n, n, begun);
    }

    private int counted(int result, int bytes, long begun) {
        waitedNs += nanos.getAsLong() - begun;
        if (result >= 0) {
            read += bytes;
            if (read > limit) {
                throw Problem.tooLarge(limit).exception();
            }
            if (waitedNs > FREE_NS + read * NS_PER_BYTE) {
                throw TOO_SLOW.exception();
            }
        }
        return result;
    }
}
