package io.tresen.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.notification.NoticeRules.Answer;
import io.tresen.notification.NoticeRules.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeRulesTest {

    @ParameterizedTest(name = "a {0} notice answered {1}: {2}")
    @CsvSource({
        "WAITING, SENT, ACT",
        "WAITING, REFUSED, ACT",
        "SENT, SENT, DUPLICATE",
        "SENT, REFUSED, IMPOSSIBLE",
        "WAITING, FAILED, ACT",
        "SENT, FAILED, ACT",
        "SUPPRESSED, FAILED, DUPLICATE",
        "SUPPRESSED, SENT, IMPOSSIBLE",
        "SUPPRESSED, REFUSED, DUPLICATE"
    })
    void every_answer_in_every_state(NoticeState state, Answer answer, Outcome outcome) {
        assertEquals(outcome, NoticeRules.answered(state, answer));
    }

    @ParameterizedTest(name = "{0}: stays is {1}")
    @CsvSource({
        "opted-out, true",
        "product-hidden, true",
        "conversation-closed, false",
        "unknown-conversation, false",
        "a-reason-of-tomorrow, false"
    })
    void who_may_be_told_later_stays_in_line(String reason, boolean stays) {
        assertEquals(stays, NoticeRules.staysAfter(reason));
    }
}
