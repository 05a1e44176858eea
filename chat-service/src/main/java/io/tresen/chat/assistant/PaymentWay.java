package io.tresen.chat.assistant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an order is paid: the words of a business's settings and the ids of the buttons. */
public enum PaymentWay {
    CARD("pay:now"),
    WALLET("pay:wallet"),
    COD("pay:cod");

    private final String choice;

    PaymentWay(String choice) {
        this.choice = choice;
    }

    /** Id of its button. */
    public String choice() {
        return choice;
    }

    /** The way of a button. */
    public static Optional<PaymentWay> ofChoice(String id) {
        return Arrays.stream(values()).filter(way -> way.choice.equals(id)).findFirst();
    }

    /** The word in settings and tables: card, wallet, cod. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
