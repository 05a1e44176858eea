package io.tresen.chat.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tresen.chat.Correspondence;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.StoredMessage.Direction;
import io.tresen.chat.StoredMessage.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a business's app gets is what Meta would send it. */
class EnvelopeTest {

    private static final Path REFERENCE = Path.of("../../shared/reference/meta-business-messaging-api_v23.0.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Correspondence SIDES =
            new Correspondence("100000000000001", "200000000000001", "999000000000001", "Ada", null, 0);
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.900Z");

    @Test
    void aTextIsToldInMetasEnvelope() throws IOException {
        assertEquals(
                JSON.readTree(
                        """
                        {"object": "whatsapp_business_account", "entry": [{"id": "100000000000001", "changes": [
                          {"field": "messages", "value": {"messaging_product": "whatsapp",
                           "metadata": {"display_phone_number": "200000000000001", "phone_number_id": "200000000000001"},
                           "contacts": [{"profile": {"name": "Ada"}, "wa_id": "999000000000001"}],
                           "messages": [{"from": "999000000000001", "id": "wamid.1", "timestamp": "1772359200",
                            "type": "text", "text": {"body": "hello"}}]}}]}]}"""),
                told(SIDES, "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}"));
    }

    @Test
    void whoGaveNoNameHasTheirNumberForOne() throws IOException {
        Correspondence nameless = new Correspondence("1", "2", "999000000000001", null, null, 0);
        assertEquals(
                "999000000000001",
                told(nameless, "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}")
                        .at("/entry/0/changes/0/value/contacts/0/profile/name")
                        .asText());
    }

    @Test
    void aReplyNamesTheMessageThatItAnswersAndWhoSaidIt() throws IOException {
        JsonNode message = message(
                told(
                        SIDES,
                        """
                {"type": "interactive", "context": {"id": "wamid.0", "from": "forged"}, "from": "forged", "id": "forged",
                 "timestamp": "1", "referral": {"forged": true}, "status": "forged",
                 "interactive": {"type": "button_reply", "button_reply": {"id": "cart:show", "title": "Cart"}}}"""));
        assertEquals(
                JSON.readTree(
                        """
                        {"from": "999000000000001", "id": "wamid.1", "timestamp": "1772359200",
                         "context": {"from": "200000000000001", "id": "wamid.0"}, "type": "interactive",
                         "interactive": {"type": "button_reply", "button_reply": {"id": "cart:show", "title": "Cart"}}}"""),
                message);
    }

    @Test
    void aQuestionAboutAProductNamesIt() throws IOException {
        JsonNode context = message(
                        told(
                                SIDES,
                                """
                        {"type": "text", "text": {"body": "still there?"},
                         "context": {"referred_product": {"catalog_id": "c", "product_retailer_id": "mug"}}}"""))
                .path("context");
        assertEquals(
                JSON.readTree(
                        """
                        {"from": "200000000000001", "id": "wamid.1",
                         "referred_product": {"catalog_id": "c", "product_retailer_id": "mug"}}"""),
                context);
    }

    @Test
    void whereTheShopperCameFromIsToldWithTheirFirstMessageAlone() throws IOException {
        JsonNode referral = JSON.readTree("{\"source_type\": \"ad\", \"source_id\": \"7\"}");
        Correspondence from = new Correspondence("1", "2", "3", "Ada", referral, 1);
        String text = "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}";
        assertEquals(referral, message(told(from, text)).path("referral"));
        Correspondence later = new Correspondence("1", "2", "3", "Ada", referral, 0);
        assertTrue(message(told(later, text)).path("referral").isMissingNode());
    }

    @Test
    void aStatusNamesTheMessageAndItsReader() throws IOException {
        JsonNode whole = new Envelope(SIDES).status("wamid.1", Status.READ, AT, null);
        assertEquals(
                JSON.readTree(
                        """
                        {"messaging_product": "whatsapp",
                         "metadata": {"display_phone_number": "200000000000001", "phone_number_id": "200000000000001"},
                         "statuses": [{"id": "wamid.1", "status": "read", "timestamp": "1772359200",
                          "recipient_id": "999000000000001"}]}"""),
                whole.at("/entry/0/changes/0/value"));
    }

    @Test
    void whatTheAppGaveTheMessageIsRepeatedWithItsStatus() {
        assertEquals(
                "order 7, wave 2",
                new Envelope(SIDES)
                        .status("wamid.1", Status.SENT, AT, "order 7, wave 2")
                        .at("/entry/0/changes/0/value/statuses/0/biz_opaque_callback_data")
                        .asText());
    }

    @Test
    void aFailureSaysWhy() {
        JsonNode error = new Envelope(SIDES)
                .status("wamid.1", Status.FAILED, AT, null)
                .at("/entry/0/changes/0/value/statuses/0/errors/0");
        assertEquals(131026, error.path("code").asInt());
        assertEquals("Message undeliverable", error.path("title").asText());
        assertTrue(error.at("/error_data/details").isTextual());
    }

    /** Presence and type of every field that the file requires; what it says of messages' types is another test's. */
    @Test
    void theEnvelopesHaveWhatMetasFileRequires() throws IOException {
        boolean there = Files.exists(REFERENCE);
        if (!there) {
            System.err.println("SKIPPED: " + REFERENCE + " is absent, envelopes are not compared with Meta's file");
        }
        assumeTrue(there);
        JsonNode schemas = new YAMLMapper().readTree(REFERENCE.toFile()).at("/components/schemas");
        JsonNode message = told(SIDES, "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}");
        JsonNode status = new Envelope(SIDES).status("wamid.1", Status.FAILED, AT, null);
        for (JsonNode whole : List.of(message, status)) {
            JsonNode change = whole.at("/entry/0/changes/0");
            holds(schemas, "WebhookPayload", whole);
            holds(schemas, "Entry", whole.at("/entry/0"));
            holds(schemas, "Change", change);
            holds(schemas, "Metadata", change.at("/value/metadata"));
        }
        JsonNode value = message.at("/entry/0/changes/0/value");
        holds(schemas, "IncomingMessageValueGeneral", value);
        holds(schemas, "ContactProfile", value.at("/contacts/0"));
        holds(schemas, "BaseMessageProperties_1", value.at("/messages/0"));
        JsonNode told = status.at("/entry/0/changes/0/value");
        holds(schemas, "StatusMessageValue", told);
        holds(schemas, "Statuses", told.at("/statuses/0"));
        holds(schemas, "ErrorObject_2", told.at("/statuses/0/errors/0"));
    }

    private static void holds(JsonNode schemas, String name, JsonNode value) {
        JsonNode schema = schemas.path(name);
        assertTrue(schema.isObject(), name + " is not in the file");
        schema.path("required").forEach(field -> assertTrue(value.has(field.asText()), name + " lacks " + field));
        Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            String type = schema.at("/properties/" + field.getKey() + "/type").asText();
            boolean fits =
                    switch (type) {
                        case "string" -> field.getValue().isTextual();
                        case "integer" -> field.getValue().isInt();
                        case "array" -> field.getValue().isArray();
                        case "object" -> field.getValue().isObject();
                        default -> true;
                    };
            assertTrue(fits, name + "." + field.getKey() + " is no " + type);
        }
    }

    private static JsonNode message(JsonNode whole) {
        return whole.at("/entry/0/changes/0/value/messages/0");
    }

    private static JsonNode told(Correspondence sides, String posted) throws JsonProcessingException {
        return new Envelope(sides)
                .message(new StoredMessage(
                        "wamid.1",
                        1,
                        Direction.INBOUND,
                        Author.SHOPPER,
                        AT,
                        Status.RECEIVED,
                        null,
                        JSON.readTree(posted),
                        List.of(),
                        null,
                        null,
                        null));
    }
}
