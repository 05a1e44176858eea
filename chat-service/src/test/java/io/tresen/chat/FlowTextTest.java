package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.Flow;
import io.tresen.chat.assistant.Step;
import io.tresen.chat.assistant.TransferKind;
import io.tresen.chat.assistant.TransferQuestion;
import io.tresen.messaging.rest.JsonRules;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Flows as rows keep them: during a roll-out or a way back the version before reads what this one wrote, and the reverse. */
class FlowTextTest {

    private final Texts texts = new Texts(mapper());

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonRules().customize(mapper);
        return mapper;
    }

    @Test
    void aStepFromTheFutureReadsAsNone() {
        Flow flow = texts.read("{\"step\": \"levitate\", \"terms_shown\": \"3\", \"aura\": 1}", Flow.class);
        assertEquals(Step.NONE, flow.step());
        assertEquals("3", flow.termsShown());
    }

    @Test
    void anEnumWithoutADefaultIsStillStrict() {
        assertThrows(
                IllegalStateException.class,
                () -> texts.read("{\"question\": {\"kind\": \"levitate\", \"again\": true}}", Flow.class));
        assertEquals(Cart.EMPTY, texts.read(texts.write(Cart.EMPTY), Cart.class));
    }

    @Test
    void aFlowOfTodayHasOnlyStepsThatTheVersionBeforeKnew() {
        assertEquals(
                Set.of("NONE", "ADDRESS", "PAYMENT", "CONFIRM", "CODE"),
                Arrays.stream(Step.values()).map(Enum::name).collect(Collectors.toSet()));
    }

    @Test
    void theQuestionOfATransferIsKeptBesideTheStep() {
        TransferQuestion question = new TransferQuestion(TransferKind.REQUEST, true);
        Flow asking = new Flow(Step.NONE, null, null, Map.of(), null, null, null, question);
        assertEquals(asking, texts.read(texts.write(asking), Flow.class));
        assertEquals(Flow.START, texts.read("{\"step\": \"none\"}", Flow.class));
    }
}
