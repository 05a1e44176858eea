package io.tresen.chat.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.rest.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OAuthErrorsTest {

    @Test
    void whoComesBackWhenToldToIsNotTooEarly() {
        Problem busy = Problem.standard(429).retryIn(Duration.ofMillis(1_001));
        assertEquals("2", new OAuthErrors().answer(busy).getHeaderString("Retry-After"));
    }
}
