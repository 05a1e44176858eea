package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.Limits;
import java.util.List;
import java.util.Map;

/** Builds Meta's send objects within {@link Limits}: too long a text is cut, too many choices are a programmer's fault. */
public final class Messages {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Messages() {}

    /** A plain text. */
    public static Reply text(String body) {
        ObjectNode message = JSON.objectNode().put("type", "text");
        message.putObject("text").put("body", Limits.TEXT_BODY.cut(body));
        return reply(message, List.of());
    }

    /** A text with one to three buttons. */
    public static Reply buttons(String body, List<Choice> choices) {
        return buttons(body, null, choices);
    }

    /** A text with one to three buttons below a picture; {@code imageUrl} null for none. */
    public static Reply buttons(String body, String imageUrl, List<Choice> choices) {
        require(!choices.isEmpty() && choices.size() <= Limits.BUTTONS.most(), "1 to 3 buttons");
        ObjectNode message = interactive("button", body);
        ObjectNode interactive = (ObjectNode) message.get("interactive");
        if (imageUrl != null) {
            ObjectNode header = interactive.putObject("header").put("type", "image");
            header.putObject("image").put("link", imageUrl);
        }
        ArrayNode buttons = interactive.putObject("action").putArray("buttons");
        for (Choice choice : choices) {
            require(Limits.BUTTON_ID.allows(choice.id()), "a button's id of at most 256");
            ObjectNode button = buttons.addObject().put("type", "reply");
            button.putObject("reply").put("id", choice.id()).put("title", Limits.BUTTON_TITLE.cut(choice.title()));
        }
        return reply(message, choices);
    }

    /** A text with a list of one to ten rows in one section; {@code button} opens it. */
    public static Reply list(String body, String button, List<Choice> rows) {
        require(!rows.isEmpty() && rows.size() <= Limits.ROWS.most(), "1 to 10 rows");
        ObjectNode message = interactive("list", body);
        ObjectNode action = ((ObjectNode) message.get("interactive")).putObject("action");
        action.put("button", Limits.LIST_BUTTON.cut(button));
        ArrayNode list = action.putArray("sections").addObject().putArray("rows");
        for (Choice row : rows) {
            require(Limits.ROW_ID.allows(row.id()), "a row's id of at most 200");
            ObjectNode node = list.addObject().put("id", row.id()).put("title", Limits.ROW_TITLE.cut(row.title()));
            if (row.description() != null && !row.description().isBlank()) {
                node.put("description", Limits.ROW_DESCRIPTION.cut(row.description()));
            }
        }
        return reply(message, rows);
    }

    /** A text with a button that opens a page. */
    public static Reply link(String body, String title, String url) {
        ObjectNode message = interactive("cta_url", body);
        ObjectNode action =
                ((ObjectNode) message.get("interactive")).putObject("action").put("name", "cta_url");
        action.putObject("parameters")
                .put("display_text", Limits.CTA_TEXT.cut(title))
                .put("url", url);
        return reply(message, List.of());
    }

    /**
     * A form for a delivery address.
     *
     * @param country ISO 3166 that the form begins with
     * @param onFile address offered for confirmation, or null
     * @param errors by field what must be mended; empty for none
     */
    public static Reply addressRequest(String body, String country, Address onFile, Map<String, String> errors) {
        ObjectNode message = interactive("address_message", body);
        ObjectNode action = ((ObjectNode) message.get("interactive")).putObject("action");
        ObjectNode parameters = action.put("name", "address_message").putObject("parameters");
        parameters.put("country", country);
        ObjectNode values = onFile == null ? JSON.objectNode().put("country", country) : onFile.json();
        parameters.set("values", values);
        if (onFile != null && errors.isEmpty()) {
            ObjectNode saved =
                    parameters.putArray("saved_addresses").addObject().put("id", Address.ON_FILE);
            saved.set("value", onFile.json());
        }
        if (!errors.isEmpty()) {
            ObjectNode node = parameters.putObject("validation_errors");
            errors.forEach(node::put);
        }
        return reply(message, List.of());
    }

    static ObjectNode interactive(String type, String body) {
        ObjectNode message = JSON.objectNode().put("type", "interactive");
        ObjectNode interactive = message.putObject("interactive").put("type", type);
        interactive.putObject("body").put("text", Limits.INTERACTIVE_BODY.cut(body));
        return message;
    }

    static Reply reply(ObjectNode message, List<Choice> choices) {
        return new Reply(message, choices.stream().map(Choice::id).toList(), null, null);
    }

    private static void require(boolean holds, String bound) {
        if (!holds) {
            throw new IllegalArgumentException("A message may have " + bound);
        }
    }
}
