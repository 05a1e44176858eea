package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.RejectedException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a business asks for when it creates a template (page business-management-api/message-templates). Faults are Meta's
 * 100 here, as on that API.
 *
 * @param components as sent
 */
public record TemplateCreation(String name, String language, Template.Category category, JsonNode components) {

    /** Ours: the notices' names, which every business has. */
    public static final String RESERVED = "tresen_";

    private static final Set<String> COMPONENTS = Set.of("HEADER", "BODY", "FOOTER", "BUTTONS");
    private static final Set<String> FORMATS = Set.of("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION");
    private static final Set<String> BUTTONS =
            Set.of("QUICK_REPLY", "URL", "PHONE_NUMBER", "OTP", "COPY_CODE", "CATALOG", "MPM");

    /** Reads and checks it. @throws RejectedException 100 with its first fault */
    public static TemplateCreation read(JsonNode json) {
        try {
            Part whole = Part.whole(json);
            String name = whole.text("name", Limits.TEMPLATE_NAME);
            whole.require(name.matches("[a-z0-9_]+"), "name", "must be of lower-case letters, digits and underscores");
            whole.require(!name.startsWith(RESERVED), "name", "must not begin with " + RESERVED);
            String language = whole.text("language", Limits.ROW_ID);
            whole.require(
                    language.matches("[a-z]{2,3}(_[A-Z]{2,3})?"), "language", "must be a code such as en or en_US");
            return new TemplateCreation(name, language, category(whole), components(whole));
        } catch (RejectedException e) {
            throw asInvalidParameter(e);
        }
    }

    /** What an edit may bring. @throws RejectedException 100 with its first fault */
    public static JsonNode readComponents(JsonNode json) {
        try {
            return components(Part.whole(json));
        } catch (RejectedException e) {
            throw asInvalidParameter(e);
        }
    }

    private static RejectedException asInvalidParameter(RejectedException e) {
        return MetaError.INVALID_PARAMETER.because(e.rejection().detail()).exception();
    }

    private static Template.Category category(Part whole) {
        whole.word("category", Set.of("MARKETING", "UTILITY", "AUTHENTICATION"));
        return Template.Category.valueOf(whole.json().get("category").textValue());
    }

    private static JsonNode components(Part whole) {
        whole.require(
                Limits.TEMPLATE_JSON.allows(whole.json().path("components").toString()),
                "components",
                "must have at most " + Limits.TEMPLATE_JSON.most() + " characters as JSON");
        Set<String> seen = new HashSet<>();
        for (Part component : whole.list("components", 1, Limits.TEMPLATE_COMPONENTS)) {
            String type = upper(component, "type", COMPONENTS);
            component.require(seen.add(type), "type", "must be there once only");
            switch (type) {
                case "HEADER" -> header(component);
                case "BODY" -> body(component);
                case "FOOTER" -> footer(component);
                default -> component.list("buttons", 1, Limits.TEMPLATE_BUTTONS).forEach(TemplateCreation::button);
            }
        }
        whole.require(seen.contains("BODY"), "components", "must have a BODY");
        return whole.json().get("components");
    }

    private static void header(Part header) {
        if (upper(header, "format", FORMATS).equals("TEXT")) {
            String text = header.text("text", Limits.TEMPLATE_HEADER);
            sound(header, text, 1);
        }
    }

    private static void body(Part body) {
        if (!body.json().path("add_security_recommendation").isBoolean()) {
            String text = body.text("text", Limits.TEMPLATE_BODY);
            sound(body, text, Limits.TEMPLATE_PARAMETERS.most());
        }
    }

    private static void footer(Part footer) {
        if (footer.has("code_expiration_minutes")) {
            footer.integer("code_expiration_minutes", 1, 90);
        } else {
            sound(footer, footer.text("text", Limits.TEMPLATE_FOOTER), 0);
        }
    }

    private static void button(Part button) {
        String type = upper(button, "type", BUTTONS);
        if (!type.equals("COPY_CODE") && !type.equals("OTP")) {
            button.text("text", Limits.TEMPLATE_BUTTON_TEXT);
        }
        if (type.equals("URL")) {
            String url = button.text("url", Limits.LINK);
            List<String> names = Variables.of(url);
            button.require(
                    Links.isWeb(Variables.filled(url, java.util.Map.of("1", "x")))
                            && (names.isEmpty() || names.equals(List.of("1"))),
                    "url",
                    "must be an http or https address with at most {{1}}");
        } else if (type.equals("PHONE_NUMBER")) {
            button.text("phone_number", Limits.TEMPLATE_PHONE_NUMBER);
        }
    }

    private static void sound(Part part, String text, int most) {
        List<String> names = Variables.of(text);
        part.require(
                names.size() <= most && Variables.areSound(names),
                "text",
                "must have at most " + most + " variables, counted from {{1}} or named");
    }

    private static String upper(Part part, String field, Set<String> words) {
        String word = part.text(field, Limits.ROW_ID).toUpperCase(Locale.ROOT);
        part.require(
                words.contains(word), field, "must be one of " + String.join(", ", new java.util.TreeSet<>(words)));
        return word;
    }
}
