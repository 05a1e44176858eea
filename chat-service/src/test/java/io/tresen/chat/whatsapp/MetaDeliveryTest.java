package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.message.MetaFile;
import io.tresen.chat.whatsapp.MetaDelivery.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaDeliveryTest {

    private static MetaDelivery read(String json) throws Exception {
        return MetaDelivery.read(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    private static Change only(String value) throws Exception {
        MetaDelivery delivery = read("{'entry': [{'changes': [{'field': 'messages', 'value': {'metadata':"
                + " {'phone_number_id': '5'}, " + value + "}}]}]}");
        assertEquals(1, delivery.changes().size());
        return delivery.changes().get(0);
    }

    @Test
    void everyWebhookExampleOfMetasFileIsReadAndItsMessagesHaveSenders() {
        MetaFile.load().ifPresent(file -> {
            List<MetaDelivery> all = file.examples().stream()
                    .filter(it -> it.place().startsWith("post /whatsapp/webhooks request "))
                    .map(it -> MetaDelivery.read(it.value()))
                    .toList();
            assertEquals(16, all.size(), "so many has the file");
            long messages = all.stream()
                    .flatMap(it -> it.changes().stream())
                    .mapToLong(it -> it.messages().size())
                    .sum();
            assertEquals(13, messages);
        });
    }

    @Test
    void aSenderIsTheirNumberTheirUserIdOrBoth() throws Exception {
        Change change = only(
                """
                'contacts': [{'profile': {'name': 'Ada'}, 'wa_id': '49160', 'user_id': 'DE.1'},
                             {'profile': {'name': 'Ben'}, 'user_id': 'DE.2'}, {'wa_id': '49162'}],
                'messages': [{'id': 'a', 'from': '49160', 'timestamp': '1700000000'},
                             {'id': 'b', 'from_user_id': 'DE.2'}, {'id': 'c', 'from': '49162'}]""");
        assertEquals(
                List.of(new Sender("49160", "DE.1"), new Sender(null, "DE.2"), new Sender("49162", null)),
                change.messages().stream().map(ArrivedMessage::sender).toList());
        assertEquals("Ben", change.messages().get(1).name());
        assertNull(change.messages().get(2).name());
        assertEquals(
                Instant.ofEpochSecond(1_700_000_000), change.messages().get(0).writtenAt());
        assertNull(change.messages().get(1).writtenAt());
    }

    @Test
    void theOnlyContactIsTheSenderOfAMessageThatNamesNone() throws Exception {
        Change change = only("'contacts': [{'user_id': 'DE.1'}], 'messages': [{'id': 'a'}]");
        assertEquals(new Sender(null, "DE.1"), change.messages().get(0).sender());
    }

    @Test
    void aContactIsNobodyElses() throws Exception {
        Change two = only("'contacts': [{'profile': {'name': 'Ada'}, 'wa_id': '49160', 'user_id': 'DE.1'}], 'messages':"
                + " [{'id': 'a', 'from': '49160'}, {'id': 'b', 'from': '49162'}]");
        assertEquals(new Sender("49162", null), two.messages().get(1).sender());
        assertNull(two.messages().get(1).name());
        for (String message :
                new String[] {"{'id': 'a', 'from': '49162'}", "{'id': 'a', 'from': '49162', 'type': 'system'}"}) {
            Change one = only("'contacts': [{'wa_id': '49160', 'user_id': 'DE.1'}], 'messages': [" + message + "]");
            assertEquals(new Sender("49162", null), one.messages().get(0).sender());
        }
    }

    @Test
    void whatHasNoIdNoSenderOrAGroupIsCounted() throws Exception {
        MetaDelivery delivery = read("{'entry': [{'changes': [{'field': 'messages', 'value': {'metadata':"
                + " {'phone_number_id': '5'}, 'messages': [{'from': '49160'}, {'id': 'a'}, {'id': 'b', 'from': '49160',"
                + " 'group_id': 'g'}, {'id': 'with blank', 'from': '49160'}], 'statuses': [{'id': 'c'}]}},"
                + " {'field': 'account_alerts', 'value': {}}, {}]}]}");
        assertEquals(7, delivery.ignored());
        assertTrue(delivery.changes().get(0).messages().isEmpty());
    }

    @Test
    void aFailedStatusHasItsErrorsAndAnyStatusWhatItEchoes() throws Exception {
        Change change = only(
                """
                'statuses': [{'id': 'm', 'status': 'failed', 'errors': [{'code': 131049}],
                              'biz_opaque_callback_data': 'wamid.ours'}, {'id': 'n', 'status': 'read', 'errors': [{}]}]""");
        assertEquals("wamid.ours", change.statuses().get(0).callback());
        assertEquals(131049, change.statuses().get(0).errors().at("/0/code").asInt());
        assertNull(change.statuses().get(1).errors());
    }
}
