package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A message that is lost or doubled does not go unseen. */
class WitnessTest {

    @Test
    void each_message_that_was_answered_is_there_once() {
        assertEquals(
                List.of(),
                Witness.said(
                        Set.of("a", "b"),
                        List.of(
                                message("a", "inbound", "witness-0"),
                                message("x", "outbound", "witness-0"),
                                message("b", "inbound", "witness-1"),
                                message("c", "inbound", "hello"),
                                message("d", "inbound", "hello"))));
    }

    @Test
    void one_that_is_not_there_is_told() {
        assertEquals(
                List.of("message b is not there"),
                Witness.said(Set.of("a", "b"), List.of(message("a", "inbound", "witness-0"))));
    }

    @Test
    void one_that_a_repetition_made_again_is_told() {
        assertEquals(
                List.of("the message witness-0 is there 2 times"),
                Witness.said(
                        Set.of("a"),
                        List.of(message("a", "inbound", "witness-0"), message("b", "inbound", "witness-0"))));
    }

    @Test
    void each_wish_that_was_fulfilled_is_told_once() {
        assertEquals(
                List.of(),
                Witness.notToldOnce(
                        List.of("witness-0", "witness-1"),
                        List.of(notice("witness-1"), message("a", "inbound", "witness-0"), notice("witness-0"))));
    }

    @Test
    void one_that_was_never_told_and_one_that_was_told_again_are_found() {
        assertEquals(
                List.of("that witness-0 is back was told 2 times", "that witness-1 is back was told 0 times"),
                Witness.notToldOnce(
                        List.of("witness-1", "witness-0"), List.of(notice("witness-0"), notice("witness-0"))));
    }

    @Test
    void one_that_was_told_before_its_product_is_back_is_found() {
        assertEquals(
                List.of("witness-1 was told to be back and is not"),
                Witness.notToldOnce(List.of("witness-0"), List.of(notice("witness-0"), notice("witness-1"))));
    }

    private static JsonNode notice(String product) {
        ObjectNode message = (ObjectNode) message("n", "outbound", product);
        message.putObject("notice").put("kind", "back_in_stock").put("retailer_id", product);
        return message;
    }

    private static JsonNode message(String id, String direction, String text) {
        ObjectNode message = new ObjectMapper().createObjectNode().put("id", id).put("direction", direction);
        message.putObject("message").putObject("text").put("body", text);
        return message;
    }
}
