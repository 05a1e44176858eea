package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An accepted order that is not there, or twice, or not decided does not go unseen. */
class OrderFlowTest {

    @Test
    void what_was_accepted_is_there_and_confirmed() {
        assertEquals(
                List.of(),
                OrderFlow.wrong(List.of("a", "b"), listed(order("b", "confirmed"), order("a", "confirmed"))));
    }

    @Test
    void an_accepted_order_that_is_not_there_is_told() {
        assertEquals(
                List.of("order b was accepted and is not there"),
                OrderFlow.wrong(List.of("a", "b"), listed(order("a", "confirmed"))));
    }

    @Test
    void an_order_that_a_repetition_made_again_is_told() {
        assertEquals(
                List.of("order c is there and nobody was answered with it"),
                OrderFlow.wrong(List.of("a"), listed(order("a", "confirmed"), order("c", "confirmed"))));
    }

    @Test
    void an_order_that_is_not_confirmed_is_told() {
        assertEquals(
                List.of("order a is expired, not confirmed"),
                OrderFlow.wrong(List.of("a"), listed(order("a", "expired"))));
    }

    @Test
    void a_code_is_on_as_many_orders_as_it_has_uses_or_as_wanted_it() {
        assertEquals(List.of(), OrderFlow.wrongCodes(15, 3, 3));
        assertEquals(List.of(), OrderFlow.wrongCodes(2, 2, 3));
    }

    @Test
    void a_code_that_too_many_or_too_few_got_is_told() {
        assertEquals(List.of("4 of 15 who wanted the code got it, which has 3 uses"), OrderFlow.wrongCodes(15, 4, 3));
        assertEquals(List.of("2 of 15 who wanted the code got it, which has 3 uses"), OrderFlow.wrongCodes(15, 2, 3));
    }

    private static Consumer<Consumer<JsonNode>> listed(JsonNode... orders) {
        return List.of(orders)::forEach;
    }

    private static JsonNode order(String id, String status) {
        return new ObjectMapper().createObjectNode().put("order_id", id).put("status", status);
    }
}
