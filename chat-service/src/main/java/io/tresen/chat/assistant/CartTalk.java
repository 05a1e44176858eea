package io.tresen.chat.assistant;

import io.tresen.chat.message.Limits;
import io.tresen.costs.Costs;
import io.tresen.messaging.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cart and its lines. */
final class CartTalk {

    private CartTalk() {}

    static void add(Turn turn, String retailerId) {
        Optional<Product> found = turn.lookups.productJustNamed(retailerId).filter(Product::visible);
        if (found.isEmpty()) {
            ProductTalk.gone(turn);
        } else if (found.get().soldOut()) {
            ProductTalk.soldOut(turn, found.get());
        } else {
            int had = turn.cart().line(retailerId).map(CartLine::quantity).orElse(0);
            put(turn, found.get(), Math.min(CartLine.MOST, had + 1));
        }
    }

    /** A line and how many of it: {@code <rid>:<n>}; a retailer id may hold colons, and 0 takes the line away. */
    record Wanted(String retailerId, int quantity) {

        /** Null when it is none. */
        static Wanted read(String argument) {
            int colon = argument.lastIndexOf(':');
            String digits = argument.substring(colon + 1);
            boolean sound =
                    colon > 0 && RetailerId.isValid(argument.substring(0, colon)) && digits.matches("[0-9]{1,4}");
            return sound ? new Wanted(argument.substring(0, colon), Integer.parseInt(digits)) : null;
        }
    }

    static void quantity(Turn turn, String argument) {
        Wanted wanted = Wanted.read(argument);
        if (wanted == null) {
            show(turn, 0); // offered by somebody else's message
        } else if (wanted.quantity() == 0) {
            remove(turn, wanted.retailerId());
        } else {
            turn.lookups
                    .productJustNamed(wanted.retailerId())
                    .filter(Product::visible)
                    .ifPresentOrElse(product -> put(turn, product, wanted.quantity()), () -> ProductTalk.gone(turn));
        }
    }

    private static void put(Turn turn, Product product, int quantity) {
        Cart changed = turn.cart()
                .with(CartLine.of(
                        product, quantity, product.price(turn.is.now()).amountMinor()));
        if (!changed.fits(turn.is.shop().currency())) {
            turn.say("cart.full");
            return;
        }
        turn.cart(changed);
        String added =
                turn.words.text("cart.added", quantity, product.title(), turn.price(CostTalk.total(turn, changed)));
        turn.say(turn.reply(
                product.lacks(quantity) ? added + '\n' + left(turn, product) : added,
                turn.choice("cart:checkout", "checkout.button"),
                turn.choice("cart:show", "cart.button"),
                turn.choice("menu:catalog", "catalog.button")));
    }

    /** How few there are; whether they are enough is decided when the order is placed. */
    private static String left(Turn turn, Product product) {
        return product.soldOut() ? turn.words.text("cart.none") : turn.words.text("cart.few", product.available());
    }

    static void remove(Turn turn, String retailerId) {
        turn.cart(turn.cart().without(retailerId));
        show(turn, 0);
    }

    static void clear(Turn turn) {
        turn.cart(Cart.EMPTY);
        show(turn, 0);
    }

    /** The cart as a list: checkout first, a row for each line, clearing last. */
    static void show(Turn turn, int from) {
        Cart cart = turn.cart();
        if (cart.isEmpty()) {
            turn.sayWith("cart.empty", turn.choice("menu:catalog", "catalog.button"));
            return;
        }
        List<Choice> options = new ArrayList<>();
        String total = turn.price(CostTalk.total(turn, cart));
        options.add(new Choice("cart:checkout", turn.words.text("checkout.button"), total));
        for (CartLine line : cart.lines()) {
            options.add(new Choice(
                    "line:" + line.retailerId(),
                    line.quantity() + " × " + line.title(),
                    turn.price(line.unitPriceMinor())));
        }
        if (turn.lookups.hasDiscounts()) {
            options.add(turn.choice("cart:code", "code.button"));
        }
        options.add(turn.choice("cart:clear", "cart.clear"));
        turn.say(Messages.list(
                listing(turn, cart, CostTalk.of(turn, cart)),
                turn.words.text("list.button"),
                Browsing.paged(turn, options, from, PageCursor.CART)));
    }

    /** Lines, parts and total as text; long carts are cut before the parts. */
    static String listing(Turn turn, Cart cart, Costs costs) {
        String sums = CostTalk.sums(turn, cart, costs);
        int room = Limits.INTERACTIVE_BODY.most() - 150 - sums.length();
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (CartLine line : cart.lines()) {
            String entry = line.quantity() + " × " + line.title() + " · " + turn.price(line.unitPriceMinor()) + '\n';
            if (text.length() + entry.length() > room) {
                text.append(turn.words.text("cart.others", cart.lines().size() - shown))
                        .append('\n');
                break;
            }
            text.append(entry);
            shown++;
        }
        return text.append(sums).toString();
    }

    static void line(Turn turn, String retailerId) {
        Optional<CartLine> found = turn.cart().line(retailerId);
        if (found.isEmpty()) {
            show(turn, 0);
            return;
        }
        CartLine line = found.get();
        int n = line.quantity();
        List<Choice> rows = new ArrayList<>();
        for (int other : new int[] {n + 1, n - 1, n + 5}) {
            if (other >= 1 && other <= CartLine.MOST) {
                rows.add(turn.choice("qty:" + retailerId + ':' + other, "line.quantity", other));
            }
        }
        rows.add(turn.choice("remove:" + retailerId, "line.remove"));
        rows.add(turn.choice("product:" + retailerId, "line.product"));
        rows.add(turn.choice("cart:show", "cart.button"));
        turn.say(Messages.list(
                turn.words.text("line.body", n, line.title(), turn.price(line.unitPriceMinor())),
                turn.words.text("list.button"),
                rows));
    }

    /** An order message replaces the cart and goes on as checkout; a different price asks for a yes first. */
    static void sent(Turn turn, Inbound.CartSent sent) {
        Cart cart = Cart.EMPTY.coded(turn.cart().code());
        boolean differs = false;
        List<String> gone = new ArrayList<>();
        for (Inbound.Item item : sent.items()) {
            Optional<Product> found = turn.lookups.productJustNamed(item.retailerId());
            if (found.isPresent() && !found.get().visible()) {
                gone.add(found.get().title());
                continue;
            }
            CartLine line = found.map(product -> known(turn, product, item)).orElseGet(() -> unknown(turn, item));
            differs |=
                    found.isPresent() && !samePrice(line, item, turn.is.shop().currency());
            cart = cart.with(line);
        }
        if (!cart.fits(turn.is.shop().currency())) {
            turn.say("cart.full");
            return;
        }
        turn.cart(cart);
        if (!gone.isEmpty()) {
            turn.say("cart.gone", String.join(", ", gone));
        }
        if (differs) {
            CheckoutTalk.askToConfirm(turn);
        } else {
            CheckoutTalk.checkout(turn);
        }
    }

    private static CartLine known(Turn turn, Product product, Inbound.Item item) {
        return CartLine.of(
                product, item.quantity(), product.price(turn.is.now()).amountMinor());
    }

    /** Kept, so that order-service can wait for the product; its id is derived as the catalog derives it. */
    private static CartLine unknown(Turn turn, Inbound.Item item) {
        Long price = PriceFormat.minor(item.itemPrice(), turn.is.shop().currency());
        return new CartLine(
                Ids.v5(turn.is.shop().businessId(), item.retailerId()),
                item.retailerId(),
                item.retailerId(),
                null,
                item.quantity(),
                price == null ? 0 : price,
                0);
    }

    private static boolean samePrice(CartLine line, Inbound.Item item, String currency) {
        return item.currency().equals(currency)
                && item.itemPrice()
                                .movePointRight(PriceFormat.digits(currency))
                                .compareTo(java.math.BigDecimal.valueOf(line.unitPriceMinor()))
                        == 0;
    }
}
