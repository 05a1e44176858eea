package io.tresen.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.RejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of Meta's requests, and which of Meta's codes refuses the others. */
class ReadingARequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTypeMayBeAbsentWhereThereIsOnePayload() {
        Request.Send send = assertInstanceOf(Request.Send.class, read("'text': {'body': 'Hi'}"));
        assertEquals(new Content.Text("Hi"), send.content());
        assertEquals("text", send.message().path("type").asText());
        assertNull(send.message().get("messaging_product"), "the envelope stays here");
        refused(131008, "type", "'text': {'body': 'Hi'}, 'image': {'id': '1'}");
        refused(131008, "type", "'recipient_type': 'individual'");
    }

    @Test
    void theSchemaIsChosenByTheTypeWhateverElseIsThere() {
        Request.Send send = (Request.Send) read(
                "'type': 'text', 'text': {'body': 'Hi'}, 'image': {'id': '1'}, 'context': {'message_id': 'wamid.1'}");
        assertEquals("wamid.1", send.contextId());
        assertEquals("wamid.1", send.message().at("/context/message_id").asText());
        assertTrue(send.message().path("image").isMissingNode());
    }

    @Test
    void whatAListOffersAreItsRowsAndWhatAProductOffersIsToSeeItAndToAddIt() {
        assertEquals(
                List.of("a", "b"),
                ((Request.Send) read("'type': 'interactive', 'interactive': {'type': 'list', 'body': {'text': 'x'},"
                                + " 'action': {'button': 'b', 'sections': [{'rows': [{'id': 'a', 'title': 'A'}, {'id': 'b',"
                                + " 'title': 'B'}]}]}}"))
                        .content()
                        .offers());
        assertEquals(
                List.of("product:cup", "add:cup"),
                ((Request.Send) read("'type': 'interactive', 'interactive': {'type': 'product', 'action':"
                                + " {'catalog_id': 'c', 'product_retailer_id': 'cup'}}"))
                        .content()
                        .offers());
    }

    @Test
    void markingAsReadMayAnnounceAnAnswer() {
        assertEquals(
                new Request.MarkRead("wamid.1", true),
                tree("{'messaging_product': 'whatsapp', 'status': 'read', 'message_id': 'wamid.1', 'typing_indicator':"
                        + " {'type': 'text'}}"));
        assertEquals(
                new Request.MarkRead("wamid.1", false),
                tree("{'messaging_product': 'whatsapp', 'status': 'read', 'message_id': 'wamid.1'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            131008 | text                                     | 'type': 'text'
            131008 | text.body                                | 'type': 'text', 'text': {}
            131008 | text.body                                | 'type': 'text', 'text': {'body': null}
            131009 | text.body                                | 'type': 'text', 'text': {'body': ' '}
            131009 | text.body                                | 'type': 'text', 'text': {'body': 7}
            131009 | text                                     | 'type': 'text', 'text': 'Hi'
            131009 | text.preview_url                         | 'type': 'text', 'text': {'body': 'a', 'preview_url': 'no'}
            131009 | type                                     | 'type': 7
            131051 | type                                     | 'type': 'hologram', 'hologram': {}
            131009 | recipient_type                           | 'recipient_type': 'group', 'text': {'body': 'a'}
            131008 | image needs                              | 'type': 'image', 'image': {}
            131009 | image.link                               | 'type': 'image', 'image': {'id': '1', 'link': 'https://a.b'}
            131009 | image.link                               | 'type': 'image', 'image': {'link': 'ftp://a.b/c.png'}
            131009 | image.link                               | 'type': 'image', 'image': {'link': 'https://'}
            131009 | location.latitude                        | 'type': 'location', 'location': {'latitude': 91, 'longitude': 1}
            131009 | location.longitude                       | 'type': 'location', 'location': {'latitude': 1, 'longitude': 'x'}
            131009 | contacts                                 | 'type': 'contacts', 'contacts': []
            131008 | contacts[0].name                         | 'type': 'contacts', 'contacts': [{}]
            131009 | contacts[0] must                         | 'type': 'contacts', 'contacts': [7]
            131009 | reaction.emoji                           | 'type': 'reaction', 'reaction': {'message_id': 'm', 'emoji': 'ab'}
            131008 | reaction.emoji                           | 'type': 'reaction', 'reaction': {'message_id': 'm'}
            131008 | interactive.type                         | 'type': 'interactive', 'interactive': {}
            131051 | interactive.type                         | 'type': 'interactive', 'interactive': {'type': 'flow'}
            131008 | interactive.body                         | 'type': 'interactive', 'interactive': {'type': 'button'}
            131008 | interactive.header                       | 'type': 'interactive', 'interactive': {'type': 'product_list', 'action': {}}
            131009 | interactive.header                       | 'type': 'interactive', 'interactive': {'type': 'product', 'header': {}, 'action': {}}
            131009 | interactive.header.type                  | 'type': 'interactive', 'interactive': {'type': 'list', 'header': {'type': 'image'}}
            131008 | template.language                        | 'type': 'template', 'template': {'name': 't'}
            131009 | template.components[0].type              | 'type': 'template', 'template': {'name': 't', 'language': {'code': 'en'}, 'components': [{'type': 'tail'}]}
            131008 | template.components[0].index             | 'type': 'template', 'template': {'name': 't', 'language': {'code': 'en'}, 'components': [{'type': 'button', 'sub_type': 'url'}]}
            131009 | template.components[0].parameters[0].text| 'type': 'template', 'template': {'name': 't', 'language': {'code': 'en'}, 'components': [{'type': 'body', 'parameters': [{'type': 'text', 'text': true}]}]}
            """)
    void whatIsMissingIs131008WhatIsWrong131009WhatIsUnknown131051(int code, String field, String rest) {
        refused(code, field, rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "'x'", "null"})
    void aBodyThatIsNoObjectIs100(String body) {
        assertEquals(100, fault(body).error().code());
    }

    @Test
    void theProductHasToBeWhatsapp() {
        assertEquals(131008, fault("{'to': '1', 'text': {'body': 'a'}}").error().code());
        assertEquals(
                131009,
                fault("{'messaging_product': 'fax', 'to': '1', 'text': {'body': 'a'}}")
                        .error()
                        .code());
    }

    @Test
    void idsAreUniqueOverAllSectionsAndTitlesOfButtonsToo() {
        refused(
                131009,
                "interactive.action.sections[1].rows[0].id",
                "'type': 'interactive', 'interactive': {'type': 'list', 'body': {'text': 'x'}, 'action': {'button': 'b',"
                        + " 'sections': [{'title': 's', 'rows': [{'id': 'a', 'title': 'A'}]}, {'title': 't', 'rows':"
                        + " [{'id': 'a', 'title': 'B'}]}]}}");
        refused(
                131009,
                "interactive.action.buttons[1].reply.title",
                "'type': 'interactive', 'interactive': {'type': 'button', 'body': {'text': 'x'}, 'action': {'buttons':"
                        + " [{'type': 'reply', 'reply': {'id': 'a', 'title': 'A'}}, {'type': 'reply', 'reply': {'id':"
                        + " 'b', 'title': 'A'}}]}}");
    }

    @Test
    void theSumOfAnOrderHasToBeRight() {
        String order =
                "'type': 'interactive', 'interactive': {'type': 'order_details', 'body': {'text': 'x'}, 'action':"
                        + " {'name': 'review_and_pay', 'parameters': {'reference_id': 'r', 'type': 'digital-goods', 'currency':"
                        + " 'EUR', 'total_amount': {'value': %d, 'offset': 100}, 'order': {'status': 'pending', 'items':"
                        + " [{'retailer_id': 'p', 'name': 'n', 'amount': {'value': 500, 'offset': 100}, 'quantity': 2}],"
                        + " 'subtotal': {'value': 1000, 'offset': 100}, 'shipping': {'value': 490, 'offset': 100}, 'discount':"
                        + " {'value': 100, 'offset': 100}}}}}";
        read(order.formatted(1390));
        refused(131009, "interactive.action.parameters.order.subtotal", order.formatted(1391));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "👩‍💻", "🇩🇪", "1️⃣", "👍🏽"})
    void anEmojiIsOneGrapheme(String emoji) {
        read("'type': 'reaction', 'reaction': {'message_id': 'm', 'emoji': '" + emoji + "'}");
    }

    private static void refused(int code, String field, String rest) {
        Refusal fault = fault("{'messaging_product': 'whatsapp', 'to': '1', " + rest + "}");
        assertEquals(code, fault.error().code(), fault.detail());
        assertTrue(fault.detail().startsWith(field), fault.detail());
    }

    private static Refusal fault(String json) {
        return (Refusal) assertThrows(RejectedException.class, () -> tree(json)).rejection();
    }

    private static Request read(String rest) {
        return tree("{'messaging_product': 'whatsapp', 'to': '1', " + rest + "}");
    }

    private static Request tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json.replace('\'', '"'));
            return RequestReading.read(tree);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
