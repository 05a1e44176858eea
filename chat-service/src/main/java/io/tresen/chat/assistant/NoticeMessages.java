package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.Limits;
import java.util.Map;

/**
 * Notices as messages: free form within 24 hours of the shopper's last message, else the built-in template of their kind,
 * {@code tresen_<kind>} (INTERFACE 3).
 */
public final class NoticeMessages {

    private NoticeMessages() {}

    /** The message; {@code inWindow}: the shopper wrote in the last 24 hours of business time. */
    public static Reply of(Notice notice, Language language, boolean inWindow) {
        Reply reply = inWindow ? freeForm(notice, Phrases.of(language)) : template(notice, language);
        return reply.marked(notice.mark());
    }

    private static Reply freeForm(Notice notice, Phrases words) {
        String body = words.text("notice." + notice.phrase(), notice.arguments().toArray());
        if (notice.payment() != null) {
            return OrderDetails.message(body, notice.payment(), words);
        }
        if (notice.form() != null) {
            return Messages.addressRequest(body, notice.form().country(), null, Map.of())
                    .about(notice.form().about());
        }
        if (notice.choices().isEmpty()) {
            return Messages.text(body);
        }
        return notice.choices().size() <= Limits.BUTTONS.most()
                ? Messages.buttons(body, notice.choices())
                : Messages.list(body, words.text("list.button"), notice.choices());
    }

    private static Reply template(Notice notice, Language language) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "template");
        ObjectNode template = message.putObject("template").put("name", NoticeTemplates.name(notice.phrase()));
        template.putObject("language").put("code", language.code());
        ArrayNode components = template.putArray("components");
        if (!notice.arguments().isEmpty()) {
            ArrayNode parameters = components.addObject().put("type", "body").putArray("parameters");
            notice.arguments()
                    .forEach(text -> parameters.addObject().put("type", "text").put("text", text));
        }
        int index = 0;
        if (notice.payment() != null) {
            String uri = notice.payment().uri();
            button(components, "url", index, "text", uri.substring(uri.lastIndexOf('/') + 1));
        }
        var offered = notice.choices()
                .subList(0, Math.min(Limits.BUTTONS.most(), notice.choices().size()));
        for (Choice choice : offered) {
            button(components, "quick_reply", index++, "payload", choice.id());
        }
        return Messages.reply(message, offered);
    }

    private static void button(ArrayNode components, String type, int index, String parameter, String value) {
        ObjectNode button = components
                .addObject()
                .put("type", "button")
                .put("sub_type", type)
                .put("index", Integer.toString(index));
        String kind = parameter.equals("payload") ? "payload" : "text";
        button.putArray("parameters").addObject().put("type", kind).put(parameter, value);
    }
}
