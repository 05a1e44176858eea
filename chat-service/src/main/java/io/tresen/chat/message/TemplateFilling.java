package io.tresen.chat.message;

import java.util.List;

/**
 * What fills one component of a template.
 *
 * @param component header, body or button
 * @param subType of a button, in lower case; else null
 * @param index of a button from 0; else −1
 * @param field its place in the request
 */
public record TemplateFilling(String component, String subType, int index, List<Parameter> parameters, String field) {

    /**
     * One parameter.
     *
     * @param type Meta's word: text, currency, date_time, image, payload …
     * @param name of a named parameter, else null
     * @param text what is put in; null for media and actions
     * @param media null for others
     */
    public record Parameter(String type, String name, String text, Content.Media media) {}

    /** The id that a tap on this quick reply sends; null for other components. */
    public String payload() {
        return "quick_reply".equals(subType) && !parameters.isEmpty()
                ? parameters.get(0).text()
                : null;
    }
}
