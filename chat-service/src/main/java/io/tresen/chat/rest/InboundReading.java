package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Posted;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.CartLine;
import io.tresen.chat.assistant.Inbound;
import io.tresen.chat.assistant.RetailerId;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a shopper's message: 400 for wrong types, 422 with pointers for what is against a rule. */
@ApplicationScoped
class InboundReading {

    private static final int MOST_ITEMS = 100;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(90_071_992_547_409L);

    /** A double's own words for a price have 17 at most. */
    private static final int FRACTION_DIGITS = 20;

    private final Json json;

    InboundReading(Json json) {
        this.json = json;
    }

    Posted read(byte[] bytes, String shopCurrency) {
        InboundBody body = json.read(bytes, InboundBody.class);
        Fields fields = new Fields();
        ObjectNode message = InboundKept.of(body.type(), json.tree(bytes));
        Inbound inbound = null;
        if (fields.required("/type", body.type()) != null) {
            switch (body.type()) {
                case "text" -> inbound = text(fields, body.text());
                case "interactive" -> inbound = interactive(fields, body.interactive());
                case "order" -> inbound = order(fields, body.order(), shopCurrency);
                case "image" -> inbound = InboundMediaReading.picture(fields, body.image(), message);
                case "reaction" -> inbound = InboundMediaReading.reaction(fields, body.reaction(), message);
                case "location" -> inbound = InboundMediaReading.place(fields, body.location(), message);
                default -> fields.add("/type", "must be text, interactive, order, image, reaction or location");
            }
        }
        String context = body.context() == null ? null : body.context().id();
        if (body.context() != null) {
            referred(fields, body.context().referredProduct());
            if (context != null || body.context().referredProduct() == null) {
                fields.text("/context/id", context, 1, Limits.BUTTON_ID.most());
            }
        }
        fields.check();
        return new Posted(inbound, context, message);
    }

    private static void referred(Fields fields, InboundBody.ReferredProduct product) {
        String pointer = "/context/referred_product/product_retailer_id";
        if (product != null
                && fields.required(pointer, product.productRetailerId()) != null
                && !RetailerId.isValid(product.productRetailerId())) {
            fields.add(pointer, RetailerId.CURE);
        }
    }

    private static Inbound text(Fields fields, InboundBody.TextPart text) {
        if (fields.required("/text", text) == null) {
            return null;
        }
        fields.text("/text/body", text.body(), 1, Limits.TEXT_BODY.most());
        return new Inbound.Said(text.body());
    }

    private Inbound interactive(Fields fields, InboundBody.Interactive interactive) {
        if (fields.required("/interactive", interactive) == null
                || fields.required("/interactive/type", interactive.type()) == null) {
            return null;
        }
        switch (interactive.type()) {
            case "list_reply":
                return tap(fields, "/interactive/list_reply", interactive.listReply());
            case "button_reply":
                return tap(fields, "/interactive/button_reply", interactive.buttonReply());
            case "nfm_reply":
                return form(fields, interactive.nfmReply());
            default:
                fields.add("/interactive/type", "must be list_reply, button_reply or nfm_reply");
                return null;
        }
    }

    private static Inbound tap(Fields fields, String pointer, InboundBody.Choice choice) {
        if (fields.required(pointer, choice) == null) {
            return null;
        }
        fields.text(pointer + "/id", choice.id(), 1, Limits.BUTTON_ID.most());
        return new Inbound.Tapped(choice.id(), null, false);
    }

    private Inbound form(Fields fields, InboundBody.NfmReply form) {
        String pointer = "/interactive/nfm_reply";
        if (fields.required(pointer, form) == null) {
            return null;
        }
        if (form.name() != null && !form.name().equals("address_message")) {
            fields.add(pointer + "/name", "must be address_message");
        }
        if (fields.required(pointer + "/response_json", form.responseJson()) == null) {
            return null;
        }
        InboundBody.FormValues values = json.read(form.responseJson(), InboundBody.FormValues.class);
        boolean onFile = Address.ON_FILE.equals(values.savedAddressId());
        if (values.values() == null && !onFile) {
            fields.add(pointer + "/response_json", "must hold values");
        }
        return new Inbound.AddressGiven(values.values(), null);
    }

    private static Inbound order(Fields fields, InboundBody.Order order, String shopCurrency) {
        String pointer = "/order/product_items";
        if (fields.required("/order", order) == null
                || fields.list(pointer, order.productItems(), 1, MOST_ITEMS) == null) {
            return null;
        }
        List<Inbound.Item> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < order.productItems().size(); i++) {
            InboundBody.Item item = order.productItems().get(i);
            String at = pointer + '/' + i;
            if (item == null) {
                continue;
            }
            if (fields.required(at + "/product_retailer_id", item.productRetailerId()) != null
                    && !RetailerId.isValid(item.productRetailerId())) {
                fields.add(at + "/product_retailer_id", RetailerId.CURE);
            }
            if (!seen.add(item.productRetailerId())) {
                fields.add(at + "/product_retailer_id", "must be there once only");
            }
            Integer quantity = fields.integer(at + "/quantity", item.quantity(), 1, CartLine.MOST);
            BigDecimal price = price(fields, at + "/item_price", item.itemPrice());
            if (fields.required(at + "/currency", item.currency()) != null
                    && !item.currency().equals(shopCurrency)) {
                fields.add(at + "/currency", "must be " + shopCurrency);
            }
            items.add(new Inbound.Item(
                    item.productRetailerId(), quantity == null ? 1 : quantity, price, item.currency()));
        }
        return new Inbound.CartSent(items);
    }

    /** In plain digits: an exponent as sent ({@code 0E-999999999}) is more than the database's numbers hold. */
    private static BigDecimal price(Fields fields, String pointer, BigDecimal sent) {
        if (fields.required(pointer, sent) == null) {
            return null;
        }
        BigDecimal price = sent.stripTrailingZeros();
        if (price.signum() < 0 || price.compareTo(HIGHEST_PRICE) > 0) {
            fields.add(pointer, "must be from 0 to " + HIGHEST_PRICE);
            return null;
        }
        if (price.scale() > FRACTION_DIGITS) {
            fields.add(pointer, "must have at most " + FRACTION_DIGITS + " fraction digits");
            return null;
        }
        return price.scale() < 0 ? price.setScale(0) : price;
    }
}
