package io.tresen.chat.assistant;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The product sheet, and the wish to be told when a product is back. */
final class ProductTalk {

    private static final long FEW = 5;

    private ProductTalk() {}

    static void sheet(Turn turn, String retailerId) {
        Optional<Product> found = turn.lookups.productJustNamed(retailerId).filter(Product::visible);
        if (found.isEmpty()) {
            gone(turn);
            return;
        }
        turn.say(sheet(turn, found.get()));
    }

    static Reply sheet(Turn turn, Product product) {
        String picture =
                product.imageUrl() != null && product.imageUrl().startsWith("http") ? product.imageUrl() : null;
        List<Choice> choices = List.of(
                first(turn, product),
                turn.choice("cart:show", "cart.button"),
                turn.choice("menu:catalog", "catalog.button"));
        return Messages.buttons(body(turn, product), picture, turn.open(choices));
    }

    /** What most want of it; without a cart, to ask a person for it. */
    private static Choice first(Turn turn, Product product) {
        if (product.soldOut()) {
            return turn.choice("notify:" + product.retailerId(), "notify.button");
        }
        return turn.is.shop().cartEnabled()
                ? turn.choice("add:" + product.retailerId(), "add.button")
                : turn.choice("human", "human.button");
    }

    private static String body(Turn turn, Product product) {
        StringBuilder body = new StringBuilder("*" + product.title() + "*\n" + priceLine(turn, product));
        body.append('\n').append(availability(turn, product));
        if (!product.attributes().isEmpty()) {
            body.append('\n').append(attributes(product));
        }
        if (!product.description().isBlank()) {
            body.append("\n\n").append(product.description());
        }
        return body.toString();
    }

    private static String priceLine(Turn turn, Product product) {
        String now = turn.price(product.price(turn.is.now()));
        boolean sale = !product.price(turn.is.now()).equals(product.regularPrice());
        return sale ? turn.words.text("product.sale", now, turn.price(product.regularPrice())) : now;
    }

    private static String availability(Turn turn, Product product) {
        if (product.soldOut()) {
            return turn.words.text("product.soldout");
        }
        boolean few = product.counted() && product.available() != null && product.available() <= FEW;
        return few ? turn.words.text("product.few", product.available()) : turn.words.text("product.available");
    }

    private static String attributes(Product product) {
        return String.join(
                ", ",
                new TreeMap<>(product.attributes())
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .toList());
    }

    /** Price, then what tells variants apart, for a list's second line. */
    static String inOneLine(Turn turn, Product product) {
        String line = turn.price(product.price(turn.is.now()));
        if (product.soldOut()) {
            line += " · " + turn.words.text("product.soldout");
        }
        return product.attributes().isEmpty() ? line : line + " · " + attributes(product);
    }

    static void gone(Turn turn) {
        turn.sayWith("product.gone", turn.choice("menu:catalog", "catalog.button"));
    }

    static void soldOut(Turn turn, Product product) {
        turn.say(turn.reply(
                turn.words.text("product.soldout.offer", product.title()),
                turn.choice("notify:" + product.retailerId(), "notify.button"),
                turn.choice("menu:catalog", "catalog.button")));
    }

    /** Not for what can be had: that it is back would be no news, so it is shown instead. */
    static void wish(Turn turn, String retailerId) {
        Optional<Product> found = turn.lookups.productJustNamed(retailerId).filter(Product::visible);
        if (found.isEmpty()) {
            gone(turn);
            return;
        }
        Product product = found.get();
        if (product.canBeHad()) {
            turn.say(sheet(turn, product));
            return;
        }
        wish(turn, product);
    }

    /** As {@link #wish} while nobody would answer a tap: nothing to tap is offered. */
    static void wishInSilence(Turn turn, String retailerId) {
        Optional<Product> found = turn.lookups.productJustNamed(retailerId).filter(Product::visible);
        if (found.isEmpty()) {
            turn.say("product.gone");
        } else if (found.get().canBeHad()) {
            turn.say(Messages.text(body(turn, found.get())));
        } else {
            wish(turn, found.get());
        }
    }

    private static void wish(Turn turn, Product product) {
        turn.change(new Change.WishBack(product.id(), product.retailerId(), product.availabilityVersion()));
        turn.say(turn.is.marketingAllowed() ? "notify.done" : "notify.stopped", product.title());
    }
}
