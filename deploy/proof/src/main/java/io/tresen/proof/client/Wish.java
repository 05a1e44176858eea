package io.tresen.proof.client;

import java.time.Duration;

/** A shopper who wants to be told, in a chat of their own, when a sold-out product is back. */
public final class Wish {

    private static final int SOME = 5;
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);

    private final Shop shop;
    private final String product;
    private final Shopper shopper;

    private Wish(Shop shop, String product, Shopper shopper) {
        this.shop = shop;
        this.product = product;
        this.shopper = shopper;
    }

    /** Puts a sold-out product, and opens a chat in which somebody wants it. */
    public static Wish of(Shop shop, String product) {
        shop.product(product, "Wish", 500, 0, "goods");
        Shopper shopper = shop.shopper().consenting();
        shopper.tap("product:" + product);
        shopper.tap("notify:" + product);
        return new Wish(shop, product, shopper);
    }

    /** Some of the product are back. */
    public void fulfil() {
        shop.setStock(product, SOME);
    }

    /** Waits until the shopper is told, or a minute. @return how often the shopper was told by then */
    public long told() {
        Pause pause = new Pause(TOLD_WITHIN);
        long told;
        do {
            told = shopper.notices("back_in_stock");
        } while (told == 0 && pause.again());
        return told;
    }

    @Override
    public String toString() {
        return product + ", conversation " + shopper.conversationId();
    }
}
