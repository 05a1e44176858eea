package io.tresen.chat.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Correspondence;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.StoredMessage.Status;
import java.time.Instant;
import java.util.Locale;

/**
 * Meta's webhook envelope, one message or one status in each. Source of the shapes: Meta, "WhatsApp Cloud API: webhooks,
 * messages" ({@code WebhookPayload} of the reference file). The display phone number is the phone number id: a business
 * here need not have a number.
 */
final class Envelope {

    /** Source: Meta, "Cloud API: error codes", 131026. */
    private static final int UNDELIVERABLE = 131026;

    private static final String UNDELIVERABLE_TITLE = "Message undeliverable";

    private final Correspondence sides;

    Envelope(Correspondence sides) {
        this.sides = sides;
    }

    /** What the shopper sent. */
    ObjectNode message(StoredMessage said) {
        ObjectNode value = value();
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", sides.displayName() == null ? sides.waId() : sides.displayName());
        contact.put("wa_id", sides.waId());
        ObjectNode message = value.putArray("messages").addObject();
        message.put("from", sides.waId()).put("id", said.id()).put("timestamp", seconds(said.sentAt()));
        JsonNode posted = said.message();
        String type = posted.path("type").asText();
        context(message, said.id(), posted.path("context"));
        if (sides.referral() != null && said.position() == sides.firstInbound()) {
            message.set("referral", sides.referral());
        }
        message.put("type", type);
        if (posted.has(type)) {
            message.set(type, posted.get(type));
        }
        return enveloped(value);
    }

    /** What the answered message was; for a question about a product that answers none, the question itself. */
    private void context(ObjectNode message, String id, JsonNode posted) {
        JsonNode product = posted.path("referred_product");
        if (posted.hasNonNull("id") || product.isObject()) {
            ObjectNode context = message.putObject("context");
            context.put("from", sides.phoneNumberId())
                    .put("id", posted.path("id").asText(id));
            if (product.isObject()) {
                context.set("referred_product", product);
            }
        }
    }

    /** As its namesake, of a message whose failure nobody explained. */
    ObjectNode status(String messageId, Status status, Instant at, String callbackData) {
        return status(messageId, status, at, callbackData, null);
    }

    /**
     * What became of a message to the shopper.
     *
     * @param callbackData as its sender gave it, or null
     * @param errors why it failed, where Meta said so, else null
     */
    ObjectNode status(String messageId, Status status, Instant at, String callbackData, JsonNode errors) {
        ObjectNode value = value();
        ObjectNode told = value.putArray("statuses").addObject();
        told.put("id", messageId)
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("timestamp", seconds(at))
                .put("recipient_id", sides.waId());
        if (callbackData != null) {
            told.put("biz_opaque_callback_data", callbackData);
        }
        if (status == Status.FAILED && errors != null && !errors.isEmpty()) {
            told.set("errors", errors);
        } else if (status == Status.FAILED) {
            ObjectNode error = told.putArray("errors").addObject();
            error.put("code", UNDELIVERABLE).put("title", UNDELIVERABLE_TITLE).put("message", UNDELIVERABLE_TITLE);
            error.putObject("error_data").put("details", "The message could not be shown to the shopper");
        }
        return enveloped(value);
    }

    private ObjectNode value() {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", sides.phoneNumberId())
                .put("phone_number_id", sides.phoneNumberId());
        return value;
    }

    private ObjectNode enveloped(ObjectNode value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("object", "whatsapp_business_account");
        ObjectNode entry = whole.putArray("entry").addObject().put("id", sides.wabaId());
        ArrayNode changes = entry.putArray("changes");
        changes.addObject().put("field", "messages").set("value", value);
        return whole;
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }
}
