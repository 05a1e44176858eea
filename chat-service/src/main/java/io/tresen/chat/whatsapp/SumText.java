package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The parts of an {@code order_details} message in words: its lines, what is added and taken off, and the total. Pure. */
final class SumText {

    private SumText() {}

    /**
     * The text. The sums are always whole; of lines that are too many, the last ones are counted alone.
     *
     * @param body what stands above
     * @param parameters of the message: {@code order}, {@code total_amount}, {@code currency}
     * @param most code points
     */
    static String of(String body, JsonNode parameters, Phrases words, int most) {
        String sums = String.join("\n", sums(parameters, words));
        List<String> items = items(parameters, words);
        for (int shown = items.size(); shown >= 0; shown--) {
            List<String> lines = new ArrayList<>(items.subList(0, shown));
            if (shown < items.size()) {
                lines.add(words.text("cart.others", items.size() - shown));
            }
            String text = joined(body, lines, sums);
            if (length(text) <= most) {
                return text;
            }
        }
        int room = Math.max(0, most - length(sums) - 3);
        String cut = length(body) <= room ? body : body.substring(0, body.offsetByCodePoints(0, room)) + '…';
        return cut + "\n\n" + sums;
    }

    private static String joined(String body, List<String> lines, String sums) {
        return body + "\n\n" + (lines.isEmpty() ? "" : String.join("\n", lines) + "\n\n") + sums;
    }

    private static List<String> items(JsonNode parameters, Phrases words) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : parameters.path("order").path("items")) {
            JsonNode each = item.has("sale_amount") ? item.get("sale_amount") : item.path("amount");
            items.add(item.path("quantity").asInt(1) + " × " + item.path("name").asText() + ": "
                    + price(each, parameters, words));
        }
        return items;
    }

    private static List<String> sums(JsonNode parameters, Phrases words) {
        JsonNode order = parameters.path("order");
        List<String> sums = new ArrayList<>();
        JsonNode tax = order.path("tax");
        boolean several = value(order, "shipping") + value(order, "discount") + value(order, "tax") > 0;
        if (several) {
            sums.add(words.text("sum.subtotal", price(order.path("subtotal"), parameters, words)));
        }
        for (String part : List.of("shipping", "discount", "tax")) {
            if (value(order, part) > 0) {
                sums.add(words.text("sum." + part, price(order.get(part), parameters, words)));
            }
        }
        sums.add(words.text("sum.total", price(parameters.path("total_amount"), parameters, words)));
        if (value(order, "tax") == 0 && tax.hasNonNull("description")) {
            sums.add(tax.get("description").asText()); // what the prices include
        }
        return sums;
    }

    private static long value(JsonNode order, String part) {
        return order.path(part).path("value").asLong(0);
    }

    private static String price(JsonNode amount, JsonNode parameters, Phrases words) {
        String currency = parameters.path("currency").asText();
        try {
            BigDecimal major = BigDecimal.valueOf(amount.path("value").asLong())
                    .divide(BigDecimal.valueOf(Math.max(1, amount.path("offset").asLong(1))), 6, RoundingMode.HALF_UP);
            Long minor = PriceFormat.minor(major, currency);
            if (minor != null) {
                return PriceFormat.format(new Money(minor, currency), words.language());
            }
        } catch (IllegalArgumentException e) {
            // an app's message may name a currency that is none
        }
        return currency + ' ' + amount.path("value").asText();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
