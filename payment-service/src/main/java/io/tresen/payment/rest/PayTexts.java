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
        String testMode) {

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
            "Testmodus: Es fließt kein Geld.");

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
            "Test mode: no money moves.");

    static PayTexts of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    String headline(PayPageState state) {
        return headlines.get(state);
    }
}
