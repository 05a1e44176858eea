package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Messages;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.message.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What goes out in place of what Meta has not, one message for one; ids are the ones that the message offered. Pure. */
final class Fallbacks {

    private Fallbacks() {}

    /** For {@code address_message}: a button to a page of ours. */
    static ObjectNode addressPage(SendFacts facts, ObjectNode interactive) {
        return Messages.link(body(interactive), facts.words().text("address.page.button"), facts.addressPage())
                .message();
    }

    /** For {@code order_details}: the parts of the sum, and a button to the pay page, where there is one. */
    static ObjectNode payPage(SendFacts facts, ObjectNode interactive) {
        JsonNode parameters = interactive.path("action").path("parameters");
        String uri = null;
        for (JsonNode setting : parameters.path("payment_settings")) {
            String link = setting.path("payment_link").path("uri").asText("");
            uri = link.isEmpty() ? uri : link;
        }
        if (uri == null) {
            String text = SumText.of(body(interactive), parameters, facts.words(), Limits.TEXT_BODY.most());
            return Messages.text(text).message();
        }
        String text = SumText.of(body(interactive), parameters, facts.words(), Limits.INTERACTIVE_BODY.most());
        return Messages.link(text, facts.words().text("pay.card"), uri).message();
    }

    /** The words of a message alone. */
    static ObjectNode text(ObjectNode interactive) {
        return Messages.text(body(interactive)).message();
    }

    /** For product messages without a catalog at Meta: picture and buttons, or a list. */
    static ObjectNode products(SendFacts facts, ObjectNode interactive) {
        JsonNode action = interactive.path("action");
        return switch (interactive.path("type").asText()) {
            case "product" ->
                product(facts, interactive, action.path("product_retailer_id").asText());
            case "product_list" -> list(facts, interactive, action);
            default -> catalog(facts, interactive, action);
        };
    }

    private static ObjectNode product(SendFacts facts, ObjectNode interactive, String retailerId) {
        Product product = facts.products().get(retailerId);
        if (product == null) {
            return Messages.text(facts.words().text("product.gone")).message();
        }
        String price = price(facts, product);
        String body = body(interactive);
        String text = (body.isEmpty() ? "" : body + "\n\n") + product.title() + "\n" + price;
        return Messages.buttons(
                        text,
                        picture(facts, product),
                        List.of(
                                Choice.of("add:" + retailerId, facts.words().text("add.button")),
                                Choice.of("product:" + retailerId, facts.words().text("line.product"))))
                .message();
    }

    private static ObjectNode list(SendFacts facts, ObjectNode interactive, JsonNode action) {
        List<Choice> rows = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (JsonNode section : action.path("sections")) {
            for (JsonNode item : section.path("product_items")) {
                Product product =
                        facts.products().get(item.path("product_retailer_id").asText());
                if (product != null
                        && shown.add(product.retailerId()) // Meta takes a row's id once
                        && Limits.ROW_ID.allows("product:" + product.retailerId())) {
                    rows.add(new Choice("product:" + product.retailerId(), product.title(), price(facts, product)));
                }
            }
        }
        if (rows.isEmpty()) {
            return Messages.text(facts.words().text("product.gone")).message();
        }
        if (rows.size() > Limits.ROWS.most()) {
            rows = new ArrayList<>(rows.subList(0, Limits.ROWS.most() - 1));
            rows.add(Choice.of("menu:catalog", facts.words().text("list.more")));
        }
        ObjectNode list = Messages.list(body(interactive), facts.words().text("list.button"), rows)
                .message();
        if (interactive.path("header").path("type").asText().equals("text")) {
            ((ObjectNode) list.get("interactive")).set("header", interactive.get("header"));
        }
        return list;
    }

    private static ObjectNode catalog(SendFacts facts, ObjectNode interactive, JsonNode action) {
        Product thumbnail = facts.products()
                .get(action.path("parameters")
                        .path("thumbnail_product_retailer_id")
                        .asText());
        return Messages.buttons(
                        body(interactive),
                        thumbnail == null ? null : picture(facts, thumbnail),
                        List.of(Choice.of("menu:catalog", facts.words().text("catalog.button"))))
                .message();
    }

    private static String picture(SendFacts facts, Product product) {
        return Pictures.link(product.imageUrl(), facts.origin());
    }

    private static String price(SendFacts facts, Product product) {
        return PriceFormat.format(product.price(facts.now()), facts.words().language());
    }

    private static String body(JsonNode interactive) {
        return interactive.path("body").path("text").asText("");
    }
}
