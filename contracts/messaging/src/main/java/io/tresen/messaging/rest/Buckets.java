package io.tresen.messaging.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets by key, in memory: each holds a minute's worth and fills evenly. The least recently used is forgotten when there
 * are too many, which gives its owner at most one full bucket more.
 */
final class Buckets {

    private static final double NS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<Object, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    /**
     * @param perMinute tokens, at least 1
     * @param most keys that are remembered
     * @param nanos as {@link System#nanoTime()}
     */
    Buckets(int perMinute, int most, LongSupplier nanos) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("A rate is at least 1 a minute, not " + perMinute);
        }
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes a token. @return zero when there was one, else how long until there is */
    synchronized Duration take(Object key) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = perMinute;
            bucket.at = now;
            buckets.put(key, bucket);
        }
        bucket.tokens = Math.min(perMinute, bucket.tokens + (now - bucket.at) * perMinute / NS_PER_MINUTE);
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(1, (long) Math.ceil((1 - bucket.tokens) * NS_PER_MINUTE / perMinute)));
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
