package io.tresen.local.demo;

import io.tresen.local.LaunchFailure;
import io.tresen.local.Poll;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One whole conversation: Mara browses, buys coffee and the last enamel pot, pays by card and gets her parcel; Jonas,
 * in German, comes too late for the pot, wishes to be told, and is, once the shop has some again.
 */
public final class PlayedConversation {

    private static final String POT = "enamel-pot";
    private static final String COFFEE = "espresso-250";
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DemoShop shop;
    private final Api merchant;
    private final Consumer<String> say;

    public PlayedConversation(DemoShop shop, Consumer<String> say) {
        this.shop = shop;
        this.merchant = shop.api();
        this.say = say;
    }

    /** @throws LaunchFailure when a step does not bring what the interface promises */
    public void play() {
        onePotLeft();
        Shopper mara = Shopper.opens(shop.origin(), "Mara", "en", say);
        browseAndFillTheCart(mara);
        String orderNo = checkOutAndPay(mara);
        String orderId = orderOf(mara, orderNo);
        ship(mara, orderNo, orderId);
        Shopper jonas = Shopper.opens(shop.origin(), "Jonas", "de", say);
        comeTooLate(jonas);
        restock(jonas);
    }

    /** However the last run ended, there is exactly one pot to sell now. */
    private void onePotLeft() {
        String stock = "/catalog/v1/products/" + POT + "/stock";
        int reserved = merchant.get(stock).expect(200).body().getInteger("reserved");
        merchant.put(stock, new JsonObject().put("on_hand", reserved + 1)).expect(200);
    }

    private void browseAndFillTheCart(Shopper mara) {
        mara.writes("Hello");
        mara.isOffered("menu:catalog");
        mara.taps("menu:catalog");
        mara.isOffered("consent:accept");
        mara.taps("consent:accept");
        mara.isOfferedAfter("menu:catalog", "category:Coffee");
        mara.tapsUntilOffered("category:Coffee", "product:" + COFFEE);
        mara.taps("product:" + COFFEE);
        mara.isOffered("add:" + COFFEE);
        mara.taps("add:" + COFFEE);
        mara.isOffered("cart:checkout");
        mara.writesUntilOffered("enamle coffee pot", "product:" + POT);
        mara.tapsUntilOffered("product:" + POT, "add:" + POT);
        mara.taps("add:" + POT);
        mara.isOffered("cart:checkout");
    }

    private String checkOutAndPay(Shopper mara) {
        mara.taps("cart:checkout");
        mara.waitsFor("a form for the address", bubble -> bubble.type().equals("address_message"));
        mara.sendsAddress(new JsonObject()
                .put("name", "Mara Lind")
                .put("street", "Lindenstraße 7")
                .put("postcode", "10969")
                .put("city", "Berlin")
                .put("country", "DE"));
        mara.isOffered("pay:now");
        mara.taps("pay:now");
        Bubble request = mara.waitsFor(
                "a request to pay with a link", bubble -> bubble.payLink().isPresent());
        String link = request.payLink().orElseThrow();
        Api anybody = new Api(shop.origin(), null);
        JsonObject page = anybody.get(link).expect(200).body();
        say.accept("           · Mara opens the page and pays " + money(page.getJsonObject("amount")) + " by card");
        JsonObject card = new JsonObject().put("method", "card").put("card_token", "pm_card_visa");
        anybody.post(link, card).expect(200);
        mara.isTold("order_confirmation");
        mara.isTold("payment_confirmation");
        return page.getString("order_no");
    }

    private static String money(JsonObject amount) {
        long minor = amount.getLong("amount_minor");
        return String.format("%d.%02d %s", minor / 100, minor % 100, amount.getString("currency"));
    }

    private String orderOf(Shopper mara, String orderNo) {
        JsonArray orders = merchant.get("/orders/v1/orders?shopper_id=" + mara.shopperId())
                .expect(200)
                .body()
                .getJsonArray("data");
        return orders.stream()
                .map(JsonObject.class::cast)
                .filter(order -> orderNo.equals(order.getString("order_no")))
                .map(order -> order.getString("order_id"))
                .findFirst()
                .orElseThrow(
                        () -> new LaunchFailure("The shop was to see order " + orderNo + " and sees " + orders + "."));
    }

    private void ship(Shopper mara, String orderNo, String orderId) {
        String order = "/orders/v1/orders/" + orderId;
        reaches(order, Set.of("confirmed"));
        say.accept("           · The shop packs order " + orderNo + " and hands it to the carrier");
        merchant.post(
                        order + "/shipments",
                        new JsonObject().put("carrier", "DHL").put("tracking_number", "00340434" + orderNo))
                .expect(200, 201);
        mara.isTold("shipping");
        mara.writes("orders");
        mara.isOffered("order:" + orderNo);
        mara.taps("order:" + orderNo);
        mara.isAnswered();
        merchant.post(order + "/deliveries", new JsonObject()).expect(200, 201);
        mara.isTold("delivered");
        reaches(order, Set.of("delivered"));
    }

    private void reaches(String order, Set<String> statuses) {
        AtomicReference<String> status = new AtomicReference<>();
        if (!Poll.until(WITHIN, PAUSE, () -> {
            status.set(merchant.get(order).expect(200).body().getString("status"));
            return statuses.contains(status.get());
        })) {
            throw new LaunchFailure("The order was to become " + statuses + " and is " + status.get() + ".");
        }
    }

    private void comeTooLate(Shopper jonas) {
        jonas.writes("Hallo");
        jonas.isOffered("menu:catalog");
        jonas.taps("menu:catalog");
        jonas.isOffered("consent:accept");
        jonas.taps("consent:accept");
        jonas.isAnswered();
        jonas.writesUntilOffered("enamel pot", "product:" + POT);
        jonas.tapsUntilOffered("product:" + POT, "notify:" + POT);
        jonas.taps("notify:" + POT);
        jonas.isAnswered();
        String subscriptions = "/notifications/v1/subscriptions?retailer_id=" + POT;
        if (!Poll.until(
                WITHIN,
                PAUSE,
                () -> merchant.get(subscriptions).expect(200).body().encode().contains(jonas.conversationId()))) {
            throw new LaunchFailure("Jonas wished to be told, and " + subscriptions + " does not show it.");
        }
    }

    /** By twenty: those told in the last quarter of an hour, in earlier runs, are taken off what a wave may tell. */
    private void restock(Shopper jonas) {
        say.accept("           · The shop finds twenty more pots");
        merchant.post(
                        "/catalog/v1/products/" + POT + "/stock-adjustments",
                        new JsonObject().put("delta", 20).put("reason", "found in the cellar"))
                .expect(200, 201);
        jonas.isTold("back_in_stock");
    }
}
