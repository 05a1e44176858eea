package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.tresen.chat.whatsapp.SendOutcome.Later;
import io.tresen.chat.whatsapp.SendOutcome.Refused;
import io.tresen.chat.whatsapp.SendOutcome.Silence;
import io.tresen.chat.whatsapp.SendOutcome.Taken;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words by which {@code tresen_whatsapp_sends_total} is told apart, whatever the records are called (DESIGN 15). */
class SendWordsTest {

    private static final Map<SendOutcome, String> WORDS = Map.of(
            new Taken("wamid.1"), "taken",
            new Later(false, "130429"), "later",
            new Refused(MissingNode.getInstance()), "refused",
            new Silence("time-out"), "silence");

    @Test
    void an_outcome_keeps_its_word_when_its_record_gets_another_name() {
        assertEquals(WORDS, WORDS.keySet().stream().collect(Collectors.toMap(outcome -> outcome, SendWorker::word)));
    }

    @Test
    void each_outcome_has_its_word_here() {
        assertEquals(
                Set.of(SendOutcome.class.getPermittedSubclasses()),
                WORDS.keySet().stream().map(Object::getClass).collect(Collectors.toSet()));
    }
}
