package io.tresen.payment.rest;

import io.tresen.payment.PayPageState;
import java.util.Map;

/** The pay page's words in one language. */
public record PayTexts(
        Map<PayPageState, String> headlines,
        String unknown,
        String title,
        String order,
        String amount,
        String card,
        String pay,
        String backToChat,
        String goOn,
        String noCards,
        String testMode,
        String needsScript,
        String pin,
        String payFromWallet,
        String noPinYet,
        String topUp,
        String tooManyCards,
        Map<String, String> problems) {

    private static final PayTexts GERMAN = new PayTexts(
            Map.of(
                    PayPageState.PAYABLE, "Bezahlen",
                    PayPageState.IN_PROGRESS, "Die Zahlung läuft",
                    PayPageState.PAID, "Bezahlt. Vielen Dank!",
                    PayPageState.FAILED, "Die Zahlung wurde abgelehnt. Bitte noch einmal versuchen.",
                    PayPageState.CLOSED, "Diese Zahlung ist geschlossen"),
            "Diese Zahlungsseite gibt es nicht",
            "Bezahlen",
            "Bestellung",
            "Betrag",
            "Karte",
            "Jetzt zahlungspflichtig bezahlen",
            "Zurück zum Chat",
            "Weiter zur Freigabe",
            "Kartenzahlung ist gerade nicht möglich.",
            "Testmodus: Es fließt kein Geld.",
            "Die Kartenzahlung braucht JavaScript.",
            "PIN des Guthabens",
            "Jetzt zahlungspflichtig mit Guthaben bezahlen",
            "Noch keine PIN? Schreiben Sie im Chat „Guthaben“, dann kommt der Link dazu.",
            "Guthaben aufladen",
            "Zu viele Karten wurden abgelehnt. Mit Karte geht hier nichts mehr.",
            Map.of(
                    "wrong-pin", "Die PIN stimmt nicht.",
                    "pin-locked", "Die PIN ist nach zu vielen Versuchen für eine Weile gesperrt.",
                    "pay-link-locked",
                            "Auf dieser Seite wurde zu oft eine falsche PIN eingegeben. Hier geht nur noch die Karte.",
                    "pin-not-set", "Es ist noch keine PIN gesetzt. Schreiben Sie im Chat „Guthaben“.",
                    "insufficient-funds", "Das Guthaben reicht nicht.",
                    "payment-method-unavailable", "Diese Zahlungsart gibt es hier nicht.",
                    "unavailable", "Gerade ist viel los. Bitte versuchen Sie es gleich noch einmal."));

    private static final PayTexts ENGLISH = new PayTexts(
            Map.of(
                    PayPageState.PAYABLE, "Pay",
                    PayPageState.IN_PROGRESS, "Your payment is in progress",
                    PayPageState.PAID, "Paid. Thank you!",
                    PayPageState.FAILED, "The payment was declined. Please try again.",
                    PayPageState.CLOSED, "This payment is closed"),
            "There is no such payment page",
            "Pay",
            "Order",
            "Amount",
            "Card",
            "Pay now",
            "Back to the chat",
            "Continue to approve",
            "Card payments are not possible at the moment.",
            "Test mode: no money moves.",
            "Paying by card needs JavaScript.",
            "PIN of your wallet",
            "Pay now from the wallet",
            "No PIN yet? Write \u201cwallet\u201d in the chat and get the link to set one.",
            "Wallet top-up",
            "Too many cards were declined. Cards are not taken here any more.",
            Map.of(
                    "wrong-pin", "The PIN is wrong.",
                    "pin-locked", "The PIN is locked for a while after too many tries.",
                    "pay-link-locked", "Too many wrong PINs were typed on this page. Only a card is left here.",
                    "pin-not-set", "No PIN is set yet. Write \u201cwallet\u201d in the chat.",
                    "insufficient-funds", "There is not enough in the wallet.",
                    "payment-method-unavailable", "This way to pay is not there.",
                    "unavailable", "It is busy here right now. Please try again in a moment."));

    static PayTexts of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    /** What is wrong, for the person; empty for what the page has no words for. */
    String problem(String code) {
        return problems.getOrDefault(code, "");
    }

    /** As {@link #problem}, on a page that takes no more cards: that is wrong where nothing else is. */
    String noMoreCards(String code) {
        String other = problem(code);
        return other.isEmpty() ? tooManyCards : other;
    }

    String headline(PayPageState state) {
        return headlines.get(state);
    }
}
