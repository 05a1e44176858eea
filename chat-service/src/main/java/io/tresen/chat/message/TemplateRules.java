package io.tresen.chat.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether what was sent fills a template, and what the shopper then reads. */
public final class TemplateRules {

    private static final Set<String> TEXTS = Set.of("text", "currency", "date_time");

    private TemplateRules() {}

    /**
     * The filled template: {@code {header?, body, footer?, buttons?}}.
     *
     * @throws io.tresen.messaging.RejectedException 132000 wrong number, 132012 wrong kind, 132005 too long, 132015 paused,
     *     132016 disabled, 131008 a button's parameter is missing
     */
    public static ObjectNode fill(Template template, Content.Template sent) {
        if (template.status() == Template.Status.PAUSED) {
            throw MetaError.TEMPLATE_PAUSED.because("template.name is paused").exception();
        }
        if (template.status() == Template.Status.DISABLED) {
            throw MetaError.TEMPLATE_DISABLED
                    .because("template.name is disabled")
                    .exception();
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        header(filled, template, parameters(sent, "header"));
        String body = text(template.bodyText(), parameters(sent, "body"), "body");
        if (!Limits.TEMPLATE_TEXT.allows(body)) {
            throw MetaError.TEMPLATE_TEXT_TOO_LONG
                    .because("template.components: the filled body is too long")
                    .exception();
        }
        filled.put("body", body);
        if (!template.footerText().isEmpty()) {
            filled.put("footer", template.footerText());
        }
        buttons(filled, template, sent);
        return filled;
    }

    private static List<TemplateFilling.Parameter> parameters(Content.Template sent, String component) {
        return sent.fillings().stream()
                .filter(it -> it.component().equals(component))
                .findFirst()
                .map(TemplateFilling::parameters)
                .orElse(List.of());
    }

    private static void header(ObjectNode filled, Template template, List<TemplateFilling.Parameter> given) {
        String format = template.headerFormat();
        if (format == null) {
            count("header", 0, given.size());
        } else if (format.equals("TEXT")) {
            filled.putObject("header").put("type", "text").put("text", text(template.headerText(), given, "header"));
        } else {
            count("header", 1, given.size());
            TemplateFilling.Parameter parameter = given.get(0);
            if (!parameter.type().equalsIgnoreCase(format)) {
                throw format("header", "must have a parameter of the type " + format);
            }
            ObjectNode header = filled.putObject("header").put("type", parameter.type());
            if (parameter.media() == null) {
                header.put("text", parameter.text());
            } else if (parameter.media().id() != null) {
                header.put("id", parameter.media().id());
            } else {
                header.put("link", parameter.media().link());
            }
        }
    }

    private static String text(String text, List<TemplateFilling.Parameter> given, String component) {
        List<String> names = Variables.of(text);
        count(component, names.size(), given.size());
        boolean named = !names.isEmpty() && !Variables.isNumber(names.get(0));
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            TemplateFilling.Parameter parameter = given.get(i);
            if (!TEXTS.contains(parameter.type())) {
                throw format(component, "takes parameters of the types text, currency and date_time");
            }
            String name = named ? parameter.name() : names.get(i);
            if (!names.contains(name) || values.put(name, parameter.text()) != null) {
                throw format(component, "needs the parameter_name of each parameter once: " + String.join(", ", names));
            }
        }
        return Variables.filled(text, values);
    }

    private static void buttons(ObjectNode filled, Template template, Content.Template sent) {
        List<Template.Button> buttons = template.buttons();
        Map<Integer, TemplateFilling> given = new HashMap<>();
        for (TemplateFilling filling : sent.fillings()) {
            if (filling.component().equals("button")) {
                if (filling.index() >= buttons.size() || given.put(filling.index(), filling) != null) {
                    throw format("button " + filling.index(), "is not in the template, or there twice");
                }
            }
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < buttons.size(); i++) {
            button(list.addObject(), buttons.get(i), given.get(i), i);
        }
        if (!list.isEmpty()) {
            filled.set("buttons", list);
        }
    }

    private static void button(ObjectNode node, Template.Button button, TemplateFilling filling, int index) {
        boolean empty = filling == null || filling.parameters().isEmpty();
        if (button.needsParameter() && empty) {
            throw MetaError.PARAMETER_MISSING
                    .because("template.components: button " + index + " requires a parameter")
                    .exception();
        }
        String text = empty ? null : filling.parameters().get(0).text();
        node.put("type", button.type().toLowerCase(java.util.Locale.ROOT)).put("text", button.text());
        switch (button.type()) {
            case "URL" -> {
                if (filling != null && !Set.of("url").contains(filling.subType())) {
                    throw format("button " + index, "is of the sub_type url");
                }
                node.put("url", Variables.filled(button.url(), text == null ? Map.of() : Map.of("1", text)));
            }
            case "QUICK_REPLY" -> {
                if (filling != null && !Set.of("quick_reply").contains(filling.subType())) {
                    throw format("button " + index, "is of the sub_type quick_reply");
                }
                node.put("id", text == null ? button.text() : text);
            }
            case "OTP", "COPY_CODE" -> node.put("code", text);
            default -> {}
        }
    }

    /** Ids that a shopper may tap: the payloads of quick replies, or their texts where none was given. */
    public static List<String> offers(ObjectNode filled) {
        List<String> ids = new java.util.ArrayList<>();
        filled.path("buttons").forEach(button -> {
            if (button.has("id")) {
                ids.add(button.get("id").textValue());
            }
        });
        return ids;
    }

    private static void count(String component, int expected, int given) {
        if (expected != given) {
            throw MetaError.TEMPLATE_PARAMETER_COUNT
                    .because("template.components: " + component + ": number of parameters (" + given
                            + ") does not match the expected number (" + expected + ")")
                    .exception();
        }
    }

    private static io.tresen.messaging.RejectedException format(String component, String cure) {
        return MetaError.TEMPLATE_PARAMETER_FORMAT
                .because("template.components: " + component + ' ' + cure)
                .exception();
    }
}
