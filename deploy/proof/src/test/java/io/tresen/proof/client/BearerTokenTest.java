package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BearerTokenTest {

    private final AtomicLong now = new AtomicLong(-7);
    private final AtomicInteger issued = new AtomicInteger();
    private final BearerToken token = new BearerToken(
            () -> new BearerToken.Issued("t" + issued.incrementAndGet(), Duration.ofHours(1)), now::get);

    @Test
    void a_token_serves_for_half_of_its_life() {
        assertEquals("t1", token.get());
        pass(Duration.ofMinutes(30));
        assertEquals("t1", token.get());
    }

    @Test
    void a_run_that_is_longer_than_a_token_lives_has_a_valid_one_all_along() {
        token.get();
        pass(Duration.ofMinutes(31));
        assertEquals("t2", token.get());
        pass(Duration.ofHours(7));
        assertEquals("t3", token.get());
        assertEquals("t3", token.get());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
