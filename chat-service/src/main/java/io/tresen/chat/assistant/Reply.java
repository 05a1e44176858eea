package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message to the shopper.
 *
 * @param message Meta's send object
 * @param choices ids that it offers
 * @param notice null for an answer to a question
 * @param about what an answer to it refers to: {@code checkout:<number>}, {@code payment:<number>:<total>} or
 *     {@code order:<order_no>}; null for nothing
 * @param afterTheWindow Meta's send object of the same for who is reached when the 24-hour window has closed; null for none
 */
public record Reply(
        ObjectNode message, List<String> choices, NoticeMark notice, String about, ObjectNode afterTheWindow) {

    /** One that is not said in other words after the window. */
    public Reply(ObjectNode message, List<String> choices, NoticeMark notice, String about) {
        this(message, choices, notice, about, null);
    }

    /** The same message, marked as pushed. */
    public Reply marked(NoticeMark mark) {
        return new Reply(message, choices, mark, about, afterTheWindow);
    }

    /** The same message, whose answers refer to something. */
    public Reply about(String subject) {
        return new Reply(message, choices, notice, subject, afterTheWindow);
    }

    /** The same message with its form for after the window. */
    public Reply afterTheWindow(ObjectNode template) {
        return new Reply(message, choices, notice, about, template);
    }
}
