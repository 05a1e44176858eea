package io.tresen.proof.client;

import java.time.Duration;

/** A shopper who wants to be told, in a chat of their own, when a sold-out product is back. */
public final class Wish {

    private static final int SOME = 5;
    private static final Duration NOTED_WITHIN = Duration.ofMinutes(3);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
    /** Of somebody who asks while what was done is still worked off. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Shop shop;
    private final String product;
    private final Shopper shopper;

    private Wish(Shop shop, String product, Shopper shopper) {
        this.shop = shop;
        this.product = product;
        this.shopper = shopper;
    }

    /**
     * Puts a sold-out product, and opens a chat in which somebody wants it, until the chat says that it has noted it: one that has
     * not heard of the product says that there is none.
     */
    public static Wish of(Shop shop, String product) {
        shop.product(product, product, 500, 0, "goods");
        Wish wish = new Wish(shop, product, shop.shopper().consenting());
        Pause pause = new Pause(NOTED_WITHIN);
        do {
            wish.shopper.tap("notify:" + product);
        } while (!wish.isNoted() && pause.again());
        if (!wish.isNoted()) {
            throw new IllegalStateException(wish + " is not noted");
        }
        return wish;
    }

    /** The answer that there is none does not name it. */
    private boolean isNoted() {
        return shopper.history().stream()
                .anyMatch(message -> message.path("direction").asText().equals("outbound")
                        && message.at("/message/text/body").asText().contains('"' + product + '"'));
    }

    /** Some of the product are back. */
    public void fulfil() {
        shop.setStock(product, SOME);
    }

    /** Waits until the shopper is told, or a minute. @return how often the shopper was told by then */
    public long told() {
        return told(TOLD_WITHIN);
    }

    private long told(Duration atMost) {
        Pause pause = new Pause(atMost);
        long told;
        do {
            told = shopper.notices("back_in_stock");
        } while (told == 0 && pause.again());
        return told;
    }

    /** Waits until the shopper is told, or three minutes. @throws AssertionError when that was not once */
    void expectToldOnce() {
        long told = told(PATIENCE);
        if (told != 1) {
            throw new AssertionError(this + " was told " + told + " times");
        }
    }

    @Override
    public String toString() {
        return product + ", conversation " + shopper.conversationId();
    }
}
