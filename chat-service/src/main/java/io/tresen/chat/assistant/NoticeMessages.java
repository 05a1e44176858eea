package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notices as messages: free form within 24 hours of the shopper's last message, else the built-in template of their kind,
 * {@code tresen_<kind>} (INTERFACE 3), with the buttons that it has ({@link NoticeTemplates}) and no others.
 */
public final class NoticeMessages {

    private NoticeMessages() {}

    /**
     * The message. One in free form has its template with it, for a channel that comes to send it when the window has closed.
     *
     * @param inWindow the shopper wrote in the last 24 hours of business time
     */
    public static Reply of(Notice notice, Language language, boolean inWindow) {
        Reply template = template(notice, language);
        Reply reply = inWindow ? freeForm(notice, Phrases.of(language)).afterTheWindow(template.message()) : template;
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
        String phrase = NoticeTemplates.phrase(notice);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "template");
        ObjectNode template = message.putObject("template").put("name", NoticeTemplates.name(phrase));
        template.putObject("language").put("code", language.code());
        ArrayNode components = template.putArray("components");
        if (!notice.arguments().isEmpty()) {
            ArrayNode parameters = components.addObject().put("type", "body").putArray("parameters");
            notice.arguments()
                    .forEach(text -> parameters.addObject().put("type", "text").put("text", inOneLine(text)));
        }
        List<String> offered = new ArrayList<>();
        List<NoticeButton> buttons = NoticeTemplates.buttons(phrase);
        for (int i = 0; i < buttons.size(); i++) {
            NoticeButton button = buttons.get(i);
            Optional<String> parameter = button.parameter(notice);
            if (parameter.isPresent()) { // a quick reply without one sends its words
                button.send(components.addObject(), i, parameter.get());
                if (button.opens() != null) {
                    offered.add(parameter.get());
                }
            }
        }
        return new Reply(message, List.copyOf(offered), null, null);
    }

    /** Meta refuses a parameter with a line break, a tab, or more than four blanks in a row. */
    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
