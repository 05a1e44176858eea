package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A template with its parameters (schema TemplateObject). Words are taken in any case, as Meta does. */
final class TemplateReading {

    private static final Set<String> COMPONENTS =
            Set.of("header", "body", "button", "limited_time_offer", "order_status");
    private static final Set<String> MEDIA = Set.of("image", "video", "document");

    private TemplateReading() {}

    static Content template(Part template) {
        String name = template.text("name", Limits.TEMPLATE_NAME);
        Part language = template.object("language");
        language.optionalWord("policy", Set.of("deterministic"));
        String code = language.text("code", Limits.ROW_ID);
        List<TemplateFilling> fillings = new ArrayList<>();
        template.eachOf("components", Limits.TEMPLATE_COMPONENTS, it -> fillings.add(filling(it)));
        return new Content.Template(name, code, List.copyOf(fillings));
    }

    private static TemplateFilling filling(Part component) {
        String type = lower(component, "type");
        component.require(COMPONENTS.contains(type), "type", "must be header, body or button");
        boolean button = type.equals("button");
        String subType = button ? lower(component, "sub_type") : null;
        List<TemplateFilling.Parameter> parameters = new ArrayList<>();
        component.eachOf("parameters", Limits.TEMPLATE_PARAMETERS, it -> parameters.add(parameter(it)));
        return new TemplateFilling(
                type, subType, button ? index(component) : -1, List.copyOf(parameters), component.path());
    }

    /** Meta's file says a string, its examples use both. */
    private static int index(Part component) {
        if (!component.has("index")) {
            throw MetaError.PARAMETER_MISSING
                    .because(component.at("index") + " is required")
                    .exception();
        }
        JsonNode index = component.json().get("index");
        String text = index.isTextual() || index.isIntegralNumber() ? index.asText() : "";
        component.require(text.matches("[0-9]"), "index", "must be from 0 to 9");
        return text.charAt(0) - '0';
    }

    private static TemplateFilling.Parameter parameter(Part parameter) {
        String type = lower(parameter, "type");
        String name = parameter.optionalText("parameter_name", Limits.ROW_ID);
        if (MEDIA.contains(type)) {
            return new TemplateFilling.Parameter(type, name, null, MediaReading.captioned(parameter, type));
        }
        String text =
                switch (type) {
                    case "text" -> parameter.text("text", Limits.TEMPLATE_TEXT);
                    case "payload" -> parameter.text("payload", Limits.BUTTON_ID);
                    case "coupon_code" -> parameter.text("coupon_code", Limits.BUTTON_TITLE);
                    case "currency" -> currency(parameter.object("currency"));
                    case "date_time" -> parameter.object("date_time").text("fallback_value", Limits.TEMPLATE_BODY);
                    case "location" -> place(parameter.object("location"));
                    case "action" -> action(parameter.object("action"));
                    default ->
                        throw parameter.wrong(
                                "type",
                                "must be one of text, currency, date_time, image, video, document, location, payload,"
                                        + " coupon_code, action");
                };
        return new TemplateFilling.Parameter(type, name, text, null);
    }

    private static String currency(Part currency) {
        currency.require(currency.text("code", Limits.ROW_ID).matches("[A-Z]{3}"), "code", "must be an ISO 4217 code");
        currency.integer("amount_1000", Long.MIN_VALUE, Long.MAX_VALUE);
        return currency.text("fallback_value", Limits.TEMPLATE_BODY);
    }

    private static String place(Part place) {
        place.degrees("latitude", 90);
        place.degrees("longitude", 180);
        place.optionalText("address", Limits.PLACE_ADDRESS);
        return place.text("name", Limits.PLACE_NAME);
    }

    private static String action(Part action) {
        action.optionalText("thumbnail_product_retailer_id", Limits.PRODUCT_ID);
        return null;
    }

    private static String lower(Part part, String field) {
        return part.text(field, Limits.ROW_ID).toLowerCase(Locale.ROOT);
    }
}
