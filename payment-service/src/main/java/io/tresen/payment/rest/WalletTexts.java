package io.tresen.payment.rest;

import io.tresen.payment.Transfer.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * The wallet page's words in one language.
 *
 * @param said what the page says after something was done or refused, by the word in its address
 * @param kinds what an entry was
 */
public record WalletTexts(
        String title,
        String balance,
        String available,
        String waiting,
        String pinFirst,
        String pin,
        String pay,
        String decline,
        String cancel,
        String toShop,
        String toShopper,
        String pinHeadline,
        String oldPin,
        String newPin,
        String savePin,
        String pinAdvice,
        String entries,
        String noEntries,
        String unknown,
        String newLink,
        Map<String, String> said,
        Map<Kind, String> kinds,
        String otherEntry) {

    /** What is said where the page has no words of its own for a refusal. */
    static final String FAILED = "failed";

    private static final String[] WORDS = {
        "pin-saved",
        "pin-changed",
        "posted",
        "pending",
        "ended",
        "wrong-pin",
        "pin-locked",
        "pin-not-set",
        "invalid-pin",
        "insufficient-funds",
        "transfer-limit-exceeded",
        "daily-limit-exceeded",
        "transfer-ended",
        "order-not-payable",
        "invalid-amount",
        "amount-not-payable",
        "top-up-limit-exceeded",
        "daily-top-up-limit-exceeded",
        "too-many-top-ups",
        FAILED
    };

    private static final WalletTexts GERMAN = new WalletTexts(
            "Guthaben",
            "Stand",
            "Verfügbar",
            "Wartet auf deine PIN",
            "Lege zuerst unten eine PIN fest.",
            "PIN",
            "Bezahlen",
            "Ablehnen",
            "Nicht senden",
            "An den Shop",
            "An eine andere Person",
            "PIN",
            "Bisherige PIN",
            "Neue PIN (4 bis 12 Ziffern)",
            "PIN speichern",
            "Gib deine PIN niemals im Chat ein.",
            "Letzte Buchungen",
            "Noch keine Buchungen.",
            "Dieser Link gilt nicht mehr",
            "Schreib „Guthaben“ in den Chat, dann bekommst du einen neuen.",
            said(
                    "Deine PIN ist gespeichert.",
                    "Die PIN wurde inzwischen geändert.",
                    "Bezahlt.",
                    "Gesendet. Das Geld ist reserviert, bis die andere Person es annimmt.",
                    "Erledigt, es ist kein Geld geflossen.",
                    "Die PIN stimmt nicht.",
                    "Zu viele falsche PINs. Versuche es später noch einmal.",
                    "Lege zuerst eine PIN fest.",
                    "Eine PIN hat 4 bis 12 Ziffern.",
                    "Dafür reicht dein Guthaben nicht.",
                    "So viel geht nicht auf einmal.",
                    "So viel geht nicht innerhalb von 24 Stunden.",
                    "Das wurde schon anders beendet.",
                    "Die Bestellung lässt sich nicht mehr bezahlen, oder sie wird gerade bezahlt.",
                    "Das ist kein Betrag.",
                    "Mit diesem Betrag kann eine Karte nicht belastet werden.",
                    "So viel kannst du nicht auf einmal aufladen.",
                    "So viel kannst du nicht innerhalb von 24 Stunden aufladen.",
                    "Es warten schon mehrere Aufladungen. Bezahle oder beende sie zuerst.",
                    "Das ging nicht. Bitte noch einmal versuchen."),
            kinds("Aufladung", "Überweisung", "Bestellung", "Erstattung"),
            "Buchung");

    private static final WalletTexts ENGLISH = new WalletTexts(
            "Wallet",
            "Balance",
            "Available",
            "Waiting for your PIN",
            "Set a PIN below first.",
            "PIN",
            "Pay",
            "Decline",
            "Don't send",
            "To the shop",
            "To another shopper",
            "PIN",
            "Current PIN",
            "New PIN (4 to 12 digits)",
            "Save PIN",
            "Never type your PIN into the chat.",
            "Latest entries",
            "No entries yet.",
            "This link no longer works",
            "Write \"wallet\" in the chat to get a new one.",
            said(
                    "Your PIN is saved.",
                    "The PIN was changed in the meantime.",
                    "Paid.",
                    "Sent. The money is held until the other shopper accepts it.",
                    "Done, no money has moved.",
                    "The PIN is wrong.",
                    "Too many wrong PINs. Try again later.",
                    "Set a PIN first.",
                    "A PIN has 4 to 12 digits.",
                    "Your wallet has not that much.",
                    "That is more than one transfer may move.",
                    "That is more than you may send within 24 hours.",
                    "It has ended otherwise.",
                    "The order can't be paid any more, or is being paid.",
                    "That is no amount.",
                    "A card can't be charged with that amount.",
                    "That is more than one top-up may bring.",
                    "That is more than you may top up within 24 hours.",
                    "Several top-ups are waiting. Pay or end them first.",
                    "That did not work. Please try again."),
            kinds("Top-up", "Transfer", "Order", "Refund"),
            "Entry");

    static WalletTexts of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    /** What to say; empty for a word that nobody here wrote. */
    String saying(String word) {
        return word == null ? "" : said.getOrDefault(word, "");
    }

    /** What an entry was. */
    String entry(Kind kind) {
        return kinds.getOrDefault(kind, otherEntry);
    }

    private static Map<String, String> said(String... texts) {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < WORDS.length; i++) {
            said.put(WORDS[i], texts[i]);
        }
        return Map.copyOf(said);
    }

    private static Map<Kind, String> kinds(String topUp, String transfer, String order, String refund) {
        return Map.of(
                Kind.TOP_UP, topUp,
                Kind.WALLET_TRANSFER, transfer,
                Kind.CAPTURE, order,
                Kind.REFUND, refund);
    }
}
