package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.proof.topics.Poison;
import io.tresen.proof.topics.Reader;
import io.tresen.proof.topics.TopicBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonsTest {

    private static final String CHAT = "io.tresen.contracts.chat.v1.";

    @Test
    void what_is_in_the_value_is_sent_of_each_type_and_what_is_in_the_headers_of_one() {
        assertEquals(Topics.ORDER_ORDER.recordNames(), Poisons.names(Poison.TRUNCATED, Topics.ORDER_ORDER));
        assertEquals(1, Poisons.names(Poison.NO_ID, Topics.ORDER_ORDER).size());
    }

    @Test
    void what_is_large_is_sent_once_for_each_consumer() {
        assertEquals(
                List.of(CHAT + "BackInStockWished", CHAT + "CheckoutRequested", CHAT + "TransferSubmitted"),
                Poisons.names(Poison.OVERSIZE, Topics.CHAT_CONVERSATION).stream()
                        .sorted()
                        .toList());
        assertEquals(List.of(CHAT + "TokenRevoked"), Poisons.names(Poison.OVERSIZE, Topics.CHAT_TOKEN));
        for (Topic topic : TopicBytes.events()) {
            List<String> types = Poisons.names(Poison.OVERSIZE, topic).stream()
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .toList();
            for (Reader reader : Reader.of(topic)) {
                assertTrue(types.stream().anyMatch(reader.types()::contains), reader.consumer());
            }
        }
    }
}
