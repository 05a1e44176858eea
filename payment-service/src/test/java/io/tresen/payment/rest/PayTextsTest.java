package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tresen.messaging.Rejection;
import io.tresen.messaging.rest.Crowded;
import io.tresen.messaging.rest.Problem;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.wallet.PinRejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the pay page says to a person who was refused: with the cure, and with numbers where there are some. */
class PayTextsTest {

    private static final PayTexts ENGLISH = PayTexts.of("en");

    private static Rejection locked(Duration wait) {
        return Problem.of(PinRejection.LOCKED, 409, "The PIN is locked for a while")
                .retryIn(wait);
    }

    @Test
    void a_wrong_pin_says_how_many_tries_are_left() {
        Rejection wrong = Problem.of("wrong-pin", 422, "The PIN is wrong").with(PinRejection.TRIES_LEFT, 2);
        assertEquals("The PIN is wrong. Tries left: 2.", ENGLISH.problem(wrong));
        assertEquals(
                "Die PIN stimmt nicht. Versuche, die noch bleiben: 2.",
                PayTexts.of("de").problem(wrong));
    }

    @Test
    void a_locked_pin_says_for_how_long_and_begun_minutes_count() {
        String said = "The PIN is locked after too many tries. Minutes to wait: ";
        assertEquals(said + "15.", ENGLISH.problem(locked(Duration.ofMinutes(15))));
        assertEquals(said + "2.", ENGLISH.problem(locked(Duration.ofSeconds(61))));
        assertEquals(said + "1.", ENGLISH.problem(locked(Duration.ofMillis(1))));
    }

    @Test
    void a_crowd_is_told_to_come_again_and_not_for_how_long() {
        assertEquals("It is busy here right now. Please try again in a moment.", ENGLISH.problem(Crowded.at("pins")));
    }

    @Test
    void what_the_page_has_no_words_for_is_empty() {
        assertEquals("", ENGLISH.problem(PaymentRejection.NOT_PAYABLE));
        assertFalse(PayTexts.hasWordsFor(PaymentRejection.NOT_PAYABLE));
    }
}
