package io.tresen.chat.assistant;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whole messages that mean a choice, in both languages whatever the conversation speaks; {@code menu} is the main menu. */
final class MenuWords {

    static final String MENU = "menu";

    /** A word that a shop without wallets may well sell. */
    static final String WALLET = "menu:wallet";

    /** Means the main menu to whoever was asked something. */
    private static final Set<String> NEVER_MIND =
            Set.of("abbrechen", "abbruch", "zurück", "nein", "cancel", "back", "no", "never mind");

    private static final Set<String> STOP = Set.of("stop", "stopp");
    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        all(
                MENU,
                "menu",
                "menü",
                "start",
                "hallo",
                "hi",
                "hey",
                "hello",
                "moin",
                "servus",
                "guten tag",
                "guten morgen");
        all(
                MENU,
                "guten abend",
                "grüß gott",
                "good morning",
                "good evening",
                "good afternoon",
                "hauptmenü",
                "main menu");
        all("menu:catalog", "katalog", "catalog", "catalogue", "produkte", "products", "shop", "sortiment", "angebot");
        all("cart:show", "warenkorb", "korb", "cart", "basket", "my cart", "mein warenkorb");
        all("cart:checkout", "kasse", "zur kasse", "checkout", "check out", "bestellen", "order now");
        all("menu:orders", "bestellungen", "meine bestellungen", "orders", "my orders", "bestellung", "order");
        all("menu:orders", "wo ist mein paket", "wo ist meine bestellung", "where is my order", "where is my parcel");
        all(
                WALLET,
                "wallet",
                "mein wallet",
                "my wallet",
                "geldbörse",
                "geldboerse",
                "guthaben",
                "mein guthaben",
                "balance");
        all("menu:help", "hilfe", "help", "?");
        all(
                "human",
                "mensch",
                "human",
                "mitarbeiter",
                "agent",
                "person",
                "talk to a human",
                "mit einem menschen sprechen");
    }

    private MenuWords() {}

    private static void all(String choice, String... words) {
        for (String word : words) {
            WORDS.put(word, choice);
        }
    }

    /** The choice that the whole message means; null for free text. */
    static String choice(String text) {
        return WORDS.get(plain(text).replaceAll("[!.,]+$", "").strip());
    }

    /** STOP or STOPP as a whole message, trimmed, any case. */
    static boolean isStop(String text) {
        return STOP.contains(plain(text));
    }

    static boolean isNeverMind(String text) {
        return NEVER_MIND.contains(plain(text));
    }

    static boolean isStart(String text) {
        return plain(text).equals("start");
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
