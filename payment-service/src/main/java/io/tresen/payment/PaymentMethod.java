package io.tresen.payment;

import java.util.Locale;

/** How an order is paid. */
public enum PaymentMethod {
    CARD,
    WALLET,
    COD;

    /** The word of the interface and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of that word. @throws IllegalArgumentException when there is none */
    public static PaymentMethod of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
