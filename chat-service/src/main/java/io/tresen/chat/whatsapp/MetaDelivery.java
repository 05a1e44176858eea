package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.StoredMessage.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One webhook of Meta's taken apart: entries × changes × messages and statuses ({@code WebhookPayload} of the reference file).
 * What is worded as we don't know it is counted and passed over: Meta adds fields and kinds without asking.
 *
 * @param ignored parts that nothing here reads
 */
record MetaDelivery(List<Change> changes, int ignored) {

    /** A phone number as Meta writes it: digits alone (E.164). */
    static final String PHONE = "[0-9]{5,15}";

    private static final int LONGEST_ID = 500;
    private static final int LONGEST_NAME = 200;
    private static final Map<String, Status> STATUSES =
            Map.of("sent", Status.SENT, "delivered", Status.DELIVERED, "read", Status.READ, "failed", Status.FAILED);

    /** What one number heard. */
    record Change(String phoneNumberId, List<ArrivedMessage> messages, List<ArrivedStatus> statuses) {}

    static MetaDelivery read(JsonNode body) {
        List<Change> changes = new ArrayList<>();
        int ignored = 0;
        for (JsonNode entry : body.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                JsonNode value = change.path("value");
                String number = value.path("metadata").path("phone_number_id").asText();
                if (!change.path("field").asText().equals("messages") || number.isEmpty()) {
                    ignored++;
                    continue;
                }
                List<ArrivedMessage> messages = new ArrayList<>();
                for (JsonNode message : value.path("messages")) {
                    ignored += addMessage(messages, message, value);
                }
                List<ArrivedStatus> statuses = new ArrayList<>();
                for (JsonNode status : value.path("statuses")) {
                    ignored += addStatus(statuses, status);
                }
                changes.add(new Change(number, messages, statuses));
            }
        }
        return new MetaDelivery(changes, ignored);
    }

    private static int addMessage(List<ArrivedMessage> messages, JsonNode message, JsonNode value) {
        String id = id(message.path("id"));
        JsonNode contact = contact(message, value);
        Sender sender = sender(message, contact);
        if (id == null || !sender.isKnown() || message.has("group_id")) { // what is said in a group is no conversation
            return 1;
        }
        String name = contact.path("profile").path("name").asText("").strip();
        messages.add(new ArrivedMessage(id, sender, name.isEmpty() ? null : cut(name), time(message), message));
        return 0;
    }

    private static int addStatus(List<ArrivedStatus> statuses, JsonNode status) {
        String id = id(status.path("id"));
        Status word = STATUSES.get(status.path("status").asText());
        if (id == null || word == null) {
            return 1;
        }
        JsonNode errors = status.path("errors");
        statuses.add(new ArrivedStatus(
                id,
                id(status.path("biz_opaque_callback_data")),
                word,
                word == Status.FAILED && errors.isArray() ? errors : null));
        return 0;
    }

    /**
     * The sender's contact: the one with their number or user id. The only one counts where it can't be another's: for the only
     * message, which is no system's (those come without a contact), and names nobody that the contact contradicts.
     */
    private static JsonNode contact(JsonNode message, JsonNode value) {
        JsonNode contacts = value.path("contacts");
        String from = message.path("from").asText();
        String userId = message.path("from_user_id").asText();
        for (JsonNode contact : contacts) {
            boolean byPhone = !from.isEmpty() && contact.path("wa_id").asText().equals(from);
            boolean byUser =
                    !userId.isEmpty() && contact.path("user_id").asText().equals(userId);
            if (byPhone || byUser) {
                return contact;
            }
        }
        boolean alone = contacts.size() == 1
                && value.path("messages").size() == 1
                && userId.isEmpty()
                && !message.path("type").asText().equals("system")
                && (from.isEmpty() || contacts.get(0).path("wa_id").asText().isEmpty());
        return alone ? contacts.get(0) : contacts.path(-1);
    }

    private static Sender sender(JsonNode message, JsonNode contact) {
        String from = message.path("from").asText(contact.path("wa_id").asText(""));
        String phone = from.matches(PHONE) ? from : null;
        String userId = id(message.has("from_user_id") ? message.path("from_user_id") : contact.path("user_id"));
        if (userId == null && phone == null) {
            userId = id(message.path("from"));
        }
        return new Sender(phone, userId);
    }

    private static Instant time(JsonNode message) {
        try {
            return Instant.ofEpochSecond(
                    Long.parseLong(message.path("timestamp").asText()));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return null;
        }
    }

    /** A text that may be an id: not empty, not endless, nothing that a database refuses; else null. */
    private static String id(JsonNode node) {
        String text = node.asText("");
        boolean fits = node.isTextual()
                && !text.isBlank()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        return fits ? text : null;
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
