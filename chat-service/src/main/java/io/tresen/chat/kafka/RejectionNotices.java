package io.tresen.chat.kafka;

import io.tresen.chat.Businesses;
import io.tresen.chat.Products;
import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.CartLine;
import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.Phrases;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a shopper is told of an order that could not be had: what is gone, of what there is too little, and what to do. */
@ApplicationScoped
class RejectionNotices {

    private static final int MOST_CHOICES = 10;

    private final Products products;
    private final Businesses businesses;

    RejectionNotices(Products products, Businesses businesses) {
        this.products = products;
        this.businesses = businesses;
    }

    /** @param cart what was ordered; empty for an order by REST */
    Notice notice(Tx tx, UUID businessId, OrderRejected it, Language language, Cart cart) {
        Map<String, String> titles = titles(tx, businessId, it.getRetailerIds(), cart);
        Notice told = notice(it, left(tx, businessId, it.getRetailerIds(), cart), titles, language, cart);
        return businesses.get(tx, businessId).cartEnabled() ? told : told.withoutCart();
    }

    private static Notice notice(
            OrderRejected it, Map<String, Long> left, Map<String, String> titles, Language language, Cart cart) {
        String first =
                it.getRetailerIds().isEmpty() ? null : it.getRetailerIds().get(0);
        if (it.getCode().equals("sold-out")) {
            return soldOut(new NoticeMark("sold_out", it.getOrderNo(), first), it, left, titles, language, cart);
        }
        NoticeMark mark = new NoticeMark("checkout_declined", it.getOrderNo(), first);
        Set<String> gone = gone(it.getCode(), it.getRetailerIds());
        if (!gone.isEmpty()) {
            return gone(mark, gone, titles, language, cart);
        }
        String reason = Phrases.of(language).reason(it.getCode());
        String phrase = isCheckout(cart) ? "checkout_declined" : "checkout_declined.order";
        return new Notice(mark, phrase, List.of(reason), List.of(), null);
    }

    /** What nobody has any more, where that is the reason; with it again the next checkout would end as this one did. */
    static Set<String> gone(String code, List<String> retailerIds) {
        return code.equals("unknown-product") ? new LinkedHashSet<>(retailerIds) : Set.of();
    }

    /** Names what nobody has any more; the rest of the cart is back. */
    static Notice gone(NoticeMark mark, Set<String> retailerIds, Language language, Cart cart) {
        return gone(mark, retailerIds, Map.of(), language, cart);
    }

    private static Notice gone(
            NoticeMark mark, Set<String> retailerIds, Map<String, String> titles, Language language, Cart cart) {
        boolean rest = cart.lines().stream().anyMatch(line -> !retailerIds.contains(line.retailerId()));
        String names = retailerIds.stream().map(id -> title(cart, titles, id)).collect(Collectors.joining(", "));
        Phrases words = Phrases.of(language);
        Choice next = rest
                ? Choice.of("cart:show", words.text("cart.button"))
                : Choice.of("menu:catalog", words.text("catalog.button"));
        String phrase = rest ? "checkout_declined.gone" : "checkout_declined.nothing";
        return new Notice(mark, phrase, List.of(names), List.of(next), null);
    }

    /** How many are left of what can be had, only not as many as were wanted; by retailer id, without what is gone. */
    private Map<String, Long> left(Tx tx, UUID businessId, List<String> retailerIds, Cart cart) {
        Map<String, Long> left = new HashMap<>();
        for (String retailerId : retailerIds) {
            int wanted = cart.line(retailerId).map(CartLine::quantity).orElse(0);
            products.find(tx, businessId, retailerId)
                    .filter(it -> it.visible() && it.lacks(wanted) && !it.soldOut())
                    .ifPresent(it -> left.put(retailerId, it.available()));
        }
        return left;
    }

    /** Of what there is too little, the rest is offered; of what is gone, a word once it is back. */
    private static Notice soldOut(
            NoticeMark mark,
            OrderRejected it,
            Map<String, Long> left,
            Map<String, String> titles,
            Language language,
            Cart cart) {
        Phrases words = Phrases.of(language);
        List<String> names = new ArrayList<>();
        List<Choice> choices = new ArrayList<>();
        for (String retailerId : it.getRetailerIds()) {
            String title = title(cart, titles, retailerId);
            Long rest = left.get(retailerId);
            if (rest != null) {
                names.add(title + " (" + words.text("product.few", rest) + ')');
                choices.add(Choice.of("qty:" + retailerId + ':' + rest, rest + " × " + title));
            } else {
                names.add(left.isEmpty() ? title : title + " (" + words.text("product.soldout") + ')');
                String button = it.getRetailerIds().size() == 1 ? words.text("notify.button") : title;
                choices.add(new Choice("notify:" + retailerId, button, words.text("notify.button")));
            }
        }
        return new Notice(
                mark,
                left.isEmpty() ? isCheckout(cart) ? "sold_out" : "sold_out.order" : "sold_out.few",
                List.of(String.join(", ", names)),
                List.copyOf(choices.subList(0, Math.min(MOST_CHOICES, choices.size()))),
                null);
    }

    /** False for an order by REST: it has no cart that could be back. */
    private static boolean isCheckout(Cart cart) {
        return !cart.lines().isEmpty();
    }

    /** By retailer id, what is not in the cart is called here. */
    private Map<String, String> titles(Tx tx, UUID businessId, List<String> retailerIds, Cart cart) {
        Map<String, String> titles = new HashMap<>();
        for (String retailerId : retailerIds) {
            if (cart.line(retailerId).isEmpty()) {
                products.find(tx, businessId, retailerId).ifPresent(it -> titles.put(retailerId, it.title()));
            }
        }
        return titles;
    }

    /** What the shopper knows it by. */
    private static String title(Cart cart, Map<String, String> titles, String retailerId) {
        return cart.line(retailerId).map(CartLine::title).orElse(titles.getOrDefault(retailerId, retailerId));
    }
}
