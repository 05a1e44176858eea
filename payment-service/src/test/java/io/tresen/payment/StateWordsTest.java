package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.Money;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words under which attempts and top-ups lie in the database, whatever their records are called (DESIGN 15). */
class StateWordsTest {

    private static final Money AMOUNT = new Money(1990, "EUR");
    private static final Map<PaymentState, String> WORDS = Map.of(
            new Open(), "open",
            new Confirming(), "confirming",
            new Waiting("https://bank.example"), "waiting",
            new Unknown(), "unknown",
            new Captured(AMOUNT, false), "captured",
            new Held(AMOUNT, Attention.WRONG_AMOUNT), "held",
            new Failed("card_declined"), "failed",
            new Cancelled("withdrawn"), "cancelled");

    @Test
    void a_state_keeps_its_word_when_its_record_gets_another_name() {
        assertEquals(WORDS, WORDS.keySet().stream().collect(Collectors.toMap(state -> state, PaymentRows::word)));
    }

    @Test
    void each_state_has_its_word_here() {
        assertEquals(
                Set.of(PaymentState.class.getPermittedSubclasses()),
                WORDS.keySet().stream().map(Object::getClass).collect(Collectors.toSet()));
    }
}
