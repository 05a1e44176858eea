package io.tresen.chat.assistant;

import io.tresen.chat.message.Limits;
import io.tresen.costs.CardCurrency;
import io.tresen.costs.CostRules;
import io.tresen.costs.Costs;
import io.tresen.costs.Discount;
import io.tresen.costs.Item;
import io.tresen.costs.TaxPart;
import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a cart costs beside its prices, and the code that takes something off: shown here, decided by order-service. */
final class CostTalk {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_-]{1,40}");

    private CostTalk() {}

    /** What the cart costs with its code, as far as the code can be used now. */
    static Costs of(Turn turn, Cart cart) {
        CostRules rules = turn.lookups.costRules();
        CardCurrency currency = CardCurrency.of(turn.is.shop().currency());
        Discount discount = usable(turn, cart).map(DiscountFacts::discount).orElse(null);
        try {
            return Costs.of(rules, items(turn, cart, rules), currency, country(turn, cart), discount);
        } catch (IllegalArgumentException beyond) {
            // order-service refuses such a total by its name
            return Costs.of(CostRules.NONE, items(turn, cart, CostRules.NONE), currency, null, null);
        }
    }

    /** What the cart costs: as order-service said where our copies are behind, else by them. */
    static Money total(Turn turn, Cart cart) {
        return new Money(totalMinor(turn, cart, of(turn, cart)), turn.is.shop().currency());
    }

    static long totalMinor(Turn turn, Cart cart, Costs own) {
        return isTold(turn, cart, own) ? told(turn) : own.totalMinor();
    }

    /** Whether order-service named another total for just this cart; its parts are not known then. */
    private static boolean isTold(Turn turn, Cart cart, Costs own) {
        Flow flow = turn.flow();
        return flow.totalTold() != null
                && flow.totalTold().holdsFor(own.totalMinor())
                && told(turn) != own.totalMinor()
                && cart.lines().stream().allMatch(line -> Long.valueOf(line.unitPriceMinor())
                        .equals(flow.told().get(line.retailerId())));
    }

    private static long told(Turn turn) {
        return turn.flow().totalTold().totalMinor();
    }

    /** Whether its goods can be brought to the address that is known. */
    static boolean isServed(Turn turn, Cart cart) {
        return !cart.hasGoods() || turn.lookups.costRules().shipsTo(country(turn, cart));
    }

    private static List<Item> items(Turn turn, Cart cart, CostRules rules) {
        Map<String, String> classes = rules.tax().isEmpty()
                ? Map.of()
                : turn.lookups.taxClasses(
                        cart.lines().stream().map(CartLine::retailerId).toList());
        return cart.lines().stream()
                .map(line ->
                        new Item(line.unitPriceMinor(), line.quantity(), classes.get(line.retailerId()), line.goods()))
                .toList();
    }

    /** Where it goes: the address of this checkout, else the last one; services without goods are the shop's. */
    private static String country(Turn turn, Cart cart) {
        Address address =
                turn.flow().address() == null ? turn.is.onFile() : turn.flow().address();
        return cart.hasGoods() && address != null
                ? address.country()
                : turn.is.shop().country();
    }

    /** Subtotal and what is added or taken off, a line each; the total last. Only the total where it is all that is known. */
    static String sums(Turn turn, Cart cart, Costs costs) {
        if (isTold(turn, cart, costs)) {
            return turn.words.text("cart.total", turn.price(told(turn)));
        }
        StringBuilder text = new StringBuilder();
        if (costs.totalMinor() != costs.subtotalMinor() || costs.discountMinor() > 0) {
            line(text, turn.words.text("cart.subtotal", turn.price(costs.subtotalMinor())));
        }
        if (costs.discountMinor() > 0) {
            line(text, turn.words.text("cart.discount", cart.code(), turn.price(costs.discountMinor())));
        }
        if (costs.shippingMinor() > 0) {
            line(text, turn.words.text("cart.shipping", turn.price(costs.shippingMinor())));
        }
        boolean onTop = costs.taxMinor() > 0;
        if (onTop) {
            taxes(turn, text, costs, "cart.tax");
        }
        text.append(turn.words.text("cart.total", turn.price(costs.totalMinor())));
        if (!onTop && costs.taxIncludedMinor() > 0) {
            text.append('\n');
            taxes(turn, text, costs, "cart.taxincluded");
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private static void taxes(Turn turn, StringBuilder text, Costs costs, String key) {
        for (TaxPart tax : costs.taxes()) {
            if (tax.taxMinor() > 0) {
                line(text, turn.words.text(key, rate(turn, tax.ratePpm()), turn.price(tax.taxMinor())));
            }
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /** Millionths as per cent: 81,000 is 8.1 %. */
    private static String rate(Turn turn, int ppm) {
        String number = BigDecimal.valueOf(ppm, 4).stripTrailingZeros().toPlainString();
        return (turn.is.language() == Language.DE ? number.replace('.', ',') : number) + " %";
    }

    static void askCode(Turn turn) {
        turn.flow(turn.flow().at(Step.CODE));
        turn.say("code.ask");
    }

    /** Whether the shop has such a code, which may be called like a word of the menu. */
    static boolean isCode(Turn turn, String typed) {
        String code = Discount.normal(typed);
        return CODE.matcher(code).matches() && turn.lookups.discount(code).isPresent();
    }

    /** The text after {@link #askCode}. */
    static void code(Turn turn, String typed) {
        String code = Discount.normal(typed);
        Optional<DiscountFacts> found =
                CODE.matcher(code).matches() ? turn.lookups.discountJustNamed(code) : Optional.empty();
        Optional<Discount.Obstacle> obstacle = found.flatMap(it -> obstacle(turn, turn.cart(), it));
        if (found.isEmpty()) {
            turn.say("code.unknown", Limits.ROW_TITLE.cut(typed.strip()));
        } else if (obstacle.isPresent()) {
            turn.say("code.refused", code, turn.words.reason(obstacle.get().word()));
        } else {
            turn.cart(turn.cart().coded(code));
            turn.say("code.taken", code);
        }
        CartTalk.show(turn, 0);
    }

    /** True when the cart's code can't be used any more; then it is gone from the cart and the shopper knows. */
    static boolean codeIsLost(Turn turn) {
        String code = turn.cart().code();
        if (code == null || usable(turn, turn.cart()).isPresent()) {
            return false;
        }
        String reason = turn.lookups
                .discount(code)
                .flatMap(it -> obstacle(turn, turn.cart(), it))
                .map(Discount.Obstacle::word)
                .orElse("unknown-discount");
        turn.cart(turn.cart().coded(null));
        turn.say("code.refused", code, turn.words.reason(reason));
        return true;
    }

    private static Optional<DiscountFacts> usable(Turn turn, Cart cart) {
        return cart.code() == null
                ? Optional.empty()
                : turn.lookups.discount(cart.code()).filter(it -> obstacle(turn, cart, it)
                        .isEmpty());
    }

    private static Optional<Discount.Obstacle> obstacle(Turn turn, Cart cart, DiscountFacts facts) {
        return facts.obstacle(cart.total(turn.is.shop().currency()).amountMinor(), turn.is.now());
    }
}
