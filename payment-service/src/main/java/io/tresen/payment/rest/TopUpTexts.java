package io.tresen.payment.rest;

import io.tresen.payment.topup.TopUpStatus;
import java.util.Map;

/** The wallet page's words about top-ups in one language. */
public record TopUpTexts(
        String headline, String amount, String begin, String pay, String cancel, Map<TopUpStatus, String> statuses) {

    private static final TopUpTexts GERMAN = new TopUpTexts(
            "Mit Karte aufladen",
            "Betrag",
            "Weiter zur Karte",
            "Mit Karte bezahlen",
            "Nicht aufladen",
            Map.of(
                    TopUpStatus.PENDING, "noch nicht abgeschlossen",
                    TopUpStatus.UNKNOWN, "wird geprüft",
                    TopUpStatus.SUCCEEDED, "gutgeschrieben",
                    TopUpStatus.FAILED, "von der Karte abgelehnt",
                    TopUpStatus.CANCELLED, "nicht bezahlt",
                    TopUpStatus.REFUNDED, "auf die Karte zurückgezahlt"));

    private static final TopUpTexts ENGLISH = new TopUpTexts(
            "Top up by card",
            "Amount",
            "Continue to the card",
            "Pay by card",
            "Don't top up",
            Map.of(
                    TopUpStatus.PENDING, "not finished yet",
                    TopUpStatus.UNKNOWN, "being checked",
                    TopUpStatus.SUCCEEDED, "in your wallet",
                    TopUpStatus.FAILED, "declined by the card",
                    TopUpStatus.CANCELLED, "not paid",
                    TopUpStatus.REFUNDED, "paid back to the card"));

    static TopUpTexts of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    String status(TopUpStatus status) {
        return statuses.get(status);
    }
}
