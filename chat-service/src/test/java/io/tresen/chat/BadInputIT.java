package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.badinput.BadInput;
import io.tresen.engines.badinput.BadInput.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request ends in a 5xx, each refusal says what is wrong ({@link BadInput}). */
@QuarkusTest
class BadInputIT extends EveryEndpoint {

    /** Each kind of message that the two ways in for messages take, beside the text of {@link AccessIT#TABLE}. */
    private static final String MESSAGES =
            """
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "text", "text": {"body": "Hi", "preview_url": false}, "context": {"message_id": "wamid.x"}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "image", "image": {"link": "https://a.example/b.png", "caption": "c"}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "location", "location": {"latitude": 1.5, "longitude": "2", "name": "n", "address": "a"}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "contacts", "contacts": [{"name": {"formatted_name": "A"}, "phones": [{"phone": "+1"}], "org": {}}]}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "interactive", "interactive": {"type": "list", "header": {"type": "text", "text": "h"}, "body": {"text": "b"}, "footer": {"text": "f"}, "action": {"button": "x", "sections": [{"title": "t", "rows": [{"id": "1", "title": "r", "description": "d"}]}]}}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "interactive", "interactive": {"type": "button", "body": {"text": "b"}, "action": {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "y"}}]}}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "interactive", "interactive": {"type": "product_list", "header": {"type": "text", "text": "h"}, "body": {"text": "b"}, "action": {"catalog_id": "c", "sections": [{"title": "t", "product_items": [{"product_retailer_id": "p"}]}]}}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "interactive", "interactive": {"type": "order_details", "body": {"text": "b"}, "action": {"name": "review_and_pay", "parameters": {"reference_id": "r", "type": "digital-goods", "currency": "EUR", "total_amount": {"value": 1, "offset": 100}, "order": {"status": "pending", "items": [{"retailer_id": "p", "name": "n", "amount": {"value": 1, "offset": 100}, "quantity": 1}], "subtotal": {"value": 1, "offset": 100}}}}}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "interactive", "interactive": {"type": "address_message", "body": {"text": "b"}, "action": {"name": "address_message", "parameters": {"country": "DE", "values": {"name": "A"}}}}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "template", "template": {"name": "tresen_delivered", "language": {"code": "en"}, "components": [{"type": "body", "parameters": [{"type": "text", "text": "T1"}]}, {"type": "button", "sub_type": "url", "index": 0, "parameters": [{"type": "text", "text": "x"}]}]}}
            POST /{version}/{phone_number_id}/messages po 200 {"messaging_product": "whatsapp", "to": "${wa_id}", "status": "read", "message_id": "wamid.x", "typing_indicator": {"type": "text"}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "text", "text": {"body": "Hi"}, "context": {"id": "wamid.x", "referred_product": {"catalog_id": "c", "product_retailer_id": "p"}}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "menu:help", "title": "Help"}}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "address_message", "body": "sent", "response_json": "{}"}}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "order", "order": {"catalog_id": "c", "product_items": [{"product_retailer_id": "p", "quantity": 1, "item_price": 1.5, "currency": "EUR"}]}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "image", "image": {"id": "300000000000001", "caption": "c", "mime_type": "image/png"}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}}
            POST /chat/v1/conversations/{id:conversation}/messages s 201 {"type": "location", "location": {"latitude": 1.5, "longitude": -2, "name": "n", "address": "a", "url": "u"}}
            """;

    @ParameterizedTest
    @MethodSource("io.tresen.engines.badinput.BadInput#parts")
    void badInputIsRefusedAndNeverAFault(Part part) {
        try (TestReceiver app = TestReceiver.start()) {
            assertEquals(
                    List.of(),
                    part.play(
                            RestAssured.port,
                            AccessIT.TABLE + MESSAGES,
                            Path.of("src/main/openapi/openapi.yaml"),
                            scene(app)));
        }
    }
}
