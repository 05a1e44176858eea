package io.tresen.chat.assistant;

import io.tresen.messaging.Ids;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A conversation for examples: carries what each answer changed into the next message, as the service does. */
final class Talk {

    static final UUID ID = UUID.fromString("00000000-0000-7000-8000-0000000000c1");

    final KnownShop known;
    private final Language language;
    private Shop shop;
    private boolean first = true;
    private boolean consented;
    private boolean marketing = true;
    private Address onFile;
    private Cart cart = Cart.EMPTY;
    private Flow flow = Flow.START;
    private long checkoutNumber;
    private long position;
    private Instant now = KnownShop.NOON;
    private Outcome last;
    final List<Change.PlaceOrder> placed = new ArrayList<>();

    Talk(KnownShop known, Language language) {
        this.known = known;
        this.language = language;
        this.shop = KnownShop.shop(PaymentWay.CARD, PaymentWay.WALLET, PaymentWay.COD);
    }

    Talk taking(PaymentWay... methods) {
        shop = KnownShop.shop(methods);
        return this;
    }

    /** As if the shop reckoned in another currency. */
    Talk reckoningIn(String currency) {
        shop = new Shop(
                shop.businessId(), shop.name(), shop.country(), currency, shop.methods(), "1", null, true, true);
        return this;
    }

    /** As if the shop had changed its commerce settings. */
    Talk selling(boolean catalogVisible, boolean cartEnabled) {
        shop = KnownShop.with(shop, shop.termsVersion(), catalogVisible, cartEnabled);
        return this;
    }

    /** As if the shop had changed its terms. */
    Talk underTerms(String version) {
        shop = KnownShop.with(shop, version, shop.catalogVisible(), shop.cartEnabled());
        consented = false;
        return this;
    }

    Talk later(Duration after) {
        now = now.plus(after);
        return this;
    }

    Talk consenting() {
        consented = true;
        first = false;
        return this;
    }

    Talk says(String text) {
        return hears(new Inbound.Said(text));
    }

    /** A tap on what the last answers offered. */
    Talk taps(String id) {
        if (!offers(id)) {
            throw new AssertionError(id + " is not offered by " + texts());
        }
        return hears(new Inbound.Tapped(id, about(id), true));
    }

    Talk deepLink(String id) {
        return hears(new Inbound.Tapped(id, null, false));
    }

    Talk tapsAgain(String id, String about) {
        return hears(new Inbound.Tapped(id, about, true));
    }

    Talk sends(String retailerId, int quantity, String price) {
        return hears(
                new Inbound.CartSent(List.of(new Inbound.Item(retailerId, quantity, new BigDecimal(price), "EUR"))));
    }

    Talk shows(Inbound inbound) {
        return hears(inbound);
    }

    Talk livesAt(String postcode) {
        return livesIn("DE", postcode);
    }

    Talk livesIn(String country, String postcode) {
        Address address = new Address("Ada", "Weg 1", postcode, "Köln", country, null, null);
        return hears(new Inbound.AddressGiven(
                address, last.replies().get(last.replies().size() - 1).about()));
    }

    private Talk hears(Inbound inbound) {
        Situation situation = new Situation(
                shop,
                language,
                ID,
                first,
                consented,
                marketing,
                onFile,
                cart,
                flow,
                checkoutNumber,
                KnownShop.ADA,
                ++position,
                now);
        last = Assistant.answer(situation, inbound, known);
        first = false;
        cart = last.cart();
        flow = last.flow();
        for (Change change : last.changes()) {
            if (change instanceof Change.AcceptTerms) {
                consented = true;
            } else if (change instanceof Change.AllowMarketing allow) {
                marketing = allow.allowed();
            } else if (change instanceof Change.KeepAddress keep) {
                onFile = keep.address();
            } else if (change instanceof Change.PlaceOrder order) {
                placed.add(order);
                checkoutNumber = order.checkoutNumber();
                known.checkouts.put(checkoutNumber, new Checkout(checkoutNumber, order.orderId(), null, false, now));
            }
        }
        return this;
    }

    Talk declined(java.util.Map<String, Long> prices) {
        return declined(prices, null);
    }

    Talk declined(java.util.Map<String, Long> prices, Long totalMinor) {
        Change.PlaceOrder order = placed.get(placed.size() - 1);
        known.checkouts.put(
                order.checkoutNumber(), new Checkout(order.checkoutNumber(), order.orderId(), null, true, now));
        cart = cart.returned(order.cart(), "EUR");
        flow = flow.changedCart().declined(prices, totalMinor);
        return this;
    }

    List<Reply> replies() {
        return last.replies();
    }

    Reply reply() {
        return last.replies().get(last.replies().size() - 1);
    }

    List<Change> changes() {
        return last.changes();
    }

    Flow flow() {
        return flow;
    }

    Cart cart() {
        return cart;
    }

    boolean offers(String id) {
        return last != null
                && last.replies().stream().anyMatch(it -> it.choices().contains(id));
    }

    String about(String id) {
        return last.replies().stream()
                .filter(it -> it.choices().contains(id))
                .map(Reply::about)
                .filter(it -> it != null)
                .findFirst()
                .orElse(null);
    }

    /** The text of the last answer. */
    String body() {
        var message = reply().message();
        return message.has("text")
                ? message.at("/text/body").asText()
                : message.at("/interactive/body/text").asText();
    }

    /** All texts of the last answers. */
    String texts() {
        return last.replies().stream().map(it -> it.message().toString()).reduce("", (a, b) -> a + '\n' + b);
    }

    static UUID orderId(long checkoutNumber) {
        return Ids.v5(ID, Long.toString(checkoutNumber));
    }
}
