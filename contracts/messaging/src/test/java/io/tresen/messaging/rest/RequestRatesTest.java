package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By a clock that the test moves. */
class RequestRatesTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final UUID business = UUID.randomUUID();

    private static Token token(UUID business) {
        return new Token(Role.BUSINESS, UUID.randomUUID(), business, null, "DE", "EUR", UUID.randomUUID(), Instant.MAX);
    }

    private static Token shopper(UUID business) {
        UUID shopper = UUID.randomUUID();
        return new Token(Role.SHOPPER, shopper, business, shopper, "DE", "EUR", UUID.randomUUID(), Instant.MAX);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Duration refused(Runnable request) {
        RejectedException refusal = assertThrows(RejectedException.class, request::run);
        assertEquals(429, refusal.rejection().status());
        assertEquals("too-many-requests", refusal.rejection().code());
        return refusal.rejection().retryAfter();
    }

    @Test
    void aTokenMayAskAMinutesWorthAtOnceAndThenEvenly() {
        RequestRates rates = new RequestRates(60, 1_000, 1_000, nanos::get);
        Token token = token(business);
        for (int i = 0; i < 60; i++) {
            rates.count(token);
        }
        assertEquals(Duration.ofSeconds(1), refused(() -> rates.count(token)));
        pass(Duration.ofMillis(400));
        assertEquals(Duration.ofMillis(600), refused(() -> rates.count(token)));
        pass(Duration.ofMillis(600));
        rates.count(token);
        refused(() -> rates.count(token));
        rates.count(token(business));
    }

    @Test
    void aBusinessIsCountedOverAllItsTokensAndDelaysNoOther() {
        RequestRates rates = new RequestRates(10, 25, 1_000, nanos::get);
        for (int i = 0; i < 25; i++) {
            rates.count(token(business));
        }
        assertEquals(Duration.ofMillis(2_400), refused(() -> rates.count(token(business))));
        rates.count(token(UUID.randomUUID()));
    }

    @Test
    void shoppersHaveARateOfTheirOwnAndLockNoBusinessOut() {
        RequestRates rates = new RequestRates(10, 25, 1_000, nanos::get);
        for (int i = 0; i < 25; i++) {
            rates.count(shopper(business));
        }
        refused(() -> rates.count(shopper(business)));
        for (int i = 0; i < 25; i++) {
            rates.count(token(business));
        }
        refused(() -> rates.count(token(business)));
        rates.count(shopper(UUID.randomUUID()));
    }

    @Test
    void nobodyKnownIsCountedByTheirNetwork() {
        RequestRates rates = new RequestRates(1, 1, 2, nanos::get);
        rates.count("203.0.113.7");
        rates.count("203.0.113.7");
        refused(() -> rates.count("203.0.113.7"));
        rates.count("203.0.113.8");
    }

    @Test
    void aBucketNeverHoldsMoreThanAMinutesWorthHoweverLongNobodyAsked() {
        Buckets buckets = new Buckets(3, 10, nanos::get);
        buckets.take("a");
        pass(Duration.ofDays(400));
        for (int i = 0; i < 3; i++) {
            assertTrue(buckets.take("a").isZero());
        }
        assertEquals(Duration.ofSeconds(20), buckets.take("a"));
    }

    @Test
    void tooManyKeysForgetTheLeastRecentlyUsedAndNotTheBusiest() {
        Buckets buckets = new Buckets(1, 100, nanos::get);
        buckets.take("busy");
        for (int i = 0; i < 10_000; i++) {
            buckets.take("stranger " + i);
            assertTrue(!buckets.take("busy").isZero());
        }
        assertEquals(100, buckets.remembered());
    }

    @Test
    void aRateOfNothingIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> new RequestRates(0, 1, 1, nanos::get));
    }
}
