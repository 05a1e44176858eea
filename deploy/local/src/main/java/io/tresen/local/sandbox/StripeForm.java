package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Parameters of one request, form-encoded as Stripe does it: {@code amount=5&metadata[order_id]=x}. */
final class StripeForm {

    /** Sorted, so that two requests with the same parameters in another order are the same request. */
    private final Map<String, String> values = new TreeMap<>();

    private StripeForm() {}

    /** @throws StripeError 400 when an escape is broken */
    static StripeForm parse(String encoded) {
        StripeForm form = new StripeForm();
        if (encoded == null || encoded.isEmpty()) {
            return form;
        }
        for (String pair : encoded.split("&")) {
            int at = pair.indexOf('=');
            String name = at < 0 ? pair : pair.substring(0, at);
            form.values.put(decode(name), at < 0 ? "" : decode(pair.substring(at + 1)));
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw StripeError.invalid("parameter_invalid", "Invalid request: broken percent-encoding", null);
        }
    }

    /** The value, or null where it is absent or empty (to Stripe an empty value unsets). */
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean isTrue(String name) {
        return "true".equals(values.get(name));
    }

    /** A whole number, or null where it is absent. */
    Long integer(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException broken) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid integer: " + value, name);
        }
    }

    /** All {@code group[key]=value} as one object, {@code {}} where there is none. */
    JsonObject group(String group) {
        JsonObject object = new JsonObject();
        values.forEach((name, value) -> {
            if (name.startsWith(group + "[") && name.endsWith("]") && !value.isEmpty()) {
                object.put(name.substring(group.length() + 1, name.length() - 1), value);
            }
        });
        return object;
    }

    /** One text for the same parameters, whatever their order. */
    String canonical() {
        return values.toString();
    }
}
