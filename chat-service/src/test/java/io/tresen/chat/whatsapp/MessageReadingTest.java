package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.Posted;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Inbound;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageReadingTest {

    private static Posted read(String json) throws Exception {
        return MessageReading.read(
                new ObjectMapper().readTree(json.replace('\'', '"')),
                "EUR",
                Duration.ZERO,
                id -> id.startsWith("wamid.meta") ? Optional.of("wamid.ours") : Optional.empty());
    }

    @Test
    void aTextIsSaidAndTheEnvelopeIsLeftBehind() throws Exception {
        Posted posted =
                read("{'from': '49160', 'id': 'wamid.x', 'timestamp': '1', 'type': 'text', 'text': {'body': 'Tea'}}");
        assertEquals(new Inbound.Said("Tea"), posted.inbound());
        assertEquals(
                "{\"type\":\"text\",\"text\":{\"body\":\"Tea\"}}", posted.json().toString());
    }

    @Test
    void whatIsAnsweredHasOurIdOrNone() throws Exception {
        Posted known = read("{'context': {'from': '5', 'id': 'wamid.meta1'}, 'type': 'button', 'button': {'payload':"
                + " 'order:T1', 'text': 'See'}}");
        assertEquals(new Inbound.Tapped("order:T1", null, false), known.inbound());
        assertEquals("wamid.ours", known.contextId());
        assertEquals("wamid.ours", known.json().at("/context/id").asText());
        Posted unknown = read("{'context': {'from': '5', 'id': 'wamid.else'}, 'type': 'text', 'text': {'body': 'x'}}");
        assertNull(unknown.contextId());
        assertFalse(unknown.json().has("context"));
    }

    @Test
    void aCartOfMetasCatalogIsOurs() throws Exception {
        Posted posted =
                read("{'type': 'order', 'order': {'product_items': [{'product_retailer_id': 'cup', 'quantity': 2,"
                        + " 'item_price': 4.5, 'currency': 'EUR'}, {'product_retailer_id': 'tea', 'quantity': '1', 'item_price':"
                        + " '3', 'currency': 'EUR'}]}}");
        assertEquals(
                new Inbound.CartSent(List.of(
                        new Inbound.Item("cup", 2, new BigDecimal("4.5"), "EUR"),
                        new Inbound.Item("tea", 1, new BigDecimal("3"), "EUR"))),
                posted.inbound());
        for (String wrong : List.of("'quantity': 0", "'quantity': 10000", "'currency': 'USD'", "'item_price': -1")) {
            String item = "{'product_retailer_id': 'cup', 'quantity': 2, 'item_price': 4.5, 'currency': 'EUR'}";
            String field = wrong.substring(0, wrong.indexOf(':'));
            Posted refused = read("{'type': 'order', 'order': {'product_items': ["
                    + item.replaceAll(field + ": [^,}]*", wrong) + "]}}");
            assertEquals(new Inbound.Unread(true), refused.inbound(), wrong);
        }
    }

    @Test
    void anAddressOfIndiaIsADeliveryAddress() throws Exception {
        Posted posted = read("{'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'name':"
                + " 'address_message', 'body': 'x', 'response_json': '{\\'values\\': {\\'in_pin_code\\': \\'400063\\',"
                + " \\'name\\': \\'Asha\\', \\'house_number\\': \\'12\\', \\'address\\': \\'MG Road\\', \\'city\\':"
                + " \\'Mumbai\\'}}'}}}");
        assertEquals(
                new Inbound.AddressGiven(
                        new Address("Asha", "12, MG Road", "400063", "Mumbai", "IN", null, null), null),
                posted.inbound());
        Posted saved = read("{'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'name':"
                + " 'address_message', 'response_json': '{\\'saved_address_id\\': \\'on_file\\'}'}}}");
        assertEquals(new Inbound.AddressGiven(null, null), saved.inbound());
    }

    @Test
    void whatIsNotReadSaysWhetherItWantsAnAnswer() throws Exception {
        assertEquals(
                new Inbound.Unread(true),
                read("{'type': 'audio', 'audio': {'id': '1'}}").inbound());
        assertEquals(new Inbound.Unread(true), read("{'type': 'hologram'}").inbound());
        assertEquals(new Inbound.Unread(true), read("{}").inbound());
        assertEquals(
                new Inbound.Unread(false),
                read("{'type': 'reaction', 'reaction': {'message_id': 'wamid.meta1', 'emoji': '!'}}")
                        .inbound());
        assertEquals(new Inbound.Unread(false), read("{'type': 'system'}").inbound());
    }
}
