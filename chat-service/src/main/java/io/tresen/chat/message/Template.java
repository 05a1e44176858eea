package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message template as it was created.
 *
 * @param language Meta's code, {@code en_US}
 * @param components as created: Meta's list of HEADER, BODY, FOOTER and BUTTONS
 */
public record Template(String id, String name, String language, Category category, Status status, JsonNode components) {

    /** Marketing is what STOP stops. */
    public enum Category {
        MARKETING,
        UTILITY,
        AUTHENTICATION
    }

    /** Created is approved here; a paused or disabled one is not sent. */
    public enum Status {
        APPROVED,
        PAUSED,
        DISABLED
    }

    /** One button. {@code type}: in upper case; {@code url} null for others than URL */
    record Button(String type, String text, String url) {

        /** True when it can't be sent without a parameter. */
        boolean needsParameter() {
            return type.equals("URL") && !Variables.of(url).isEmpty() || type.equals("OTP") || type.equals("COPY_CODE");
        }
    }

    /** The component of a kind; a missing node for none. */
    JsonNode component(String kind) {
        for (JsonNode component : components) {
            if (kind.equalsIgnoreCase(component.path("type").asText())) {
                return component;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION; null without a header. */
    String headerFormat() {
        JsonNode header = component("HEADER");
        return header.isMissingNode()
                ? null
                : header.path("format").asText("TEXT").toUpperCase(Locale.ROOT);
    }

    String headerText() {
        return component("HEADER").path("text").asText("");
    }

    /** The body; Meta words that of an authentication template itself, and so do we. */
    String bodyText() {
        JsonNode body = component("BODY");
        if (category != Category.AUTHENTICATION || body.has("text")) {
            return body.path("text").asText("");
        }
        String code = german() ? "{{1}} ist dein Bestätigungscode." : "{{1}} is your verification code.";
        String advice = german() ? " Gib ihn an niemanden weiter." : " Do not share it with anybody.";
        return body.path("add_security_recommendation").asBoolean() ? code + advice : code;
    }

    String footerText() {
        JsonNode footer = component("FOOTER");
        if (footer.has("code_expiration_minutes")) {
            int minutes = footer.path("code_expiration_minutes").asInt();
            return german() ? "Gilt " + minutes + " Minuten." : "Valid for " + minutes + " minutes.";
        }
        return footer.path("text").asText("");
    }

    List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        for (JsonNode button : component("BUTTONS").path("buttons")) {
            buttons.add(new Button(
                    button.path("type").asText().toUpperCase(Locale.ROOT),
                    button.path("text").asText(""),
                    button.path("url").asText("")));
        }
        return buttons;
    }

    /** True when one of its buttons opens the whole catalog. */
    public boolean opensCatalog() {
        return buttons().stream().anyMatch(it -> it.type().equals("CATALOG"));
    }

    private boolean german() {
        return language.startsWith("de");
    }
}
