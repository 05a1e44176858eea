package io.tresen.payment.rest;

import io.tresen.messaging.Rejection;
import io.tresen.payment.PayPageState;
import io.tresen.payment.wallet.PinRejection;
import java.time.Duration;
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
        String triesLeft,
        String waitMinutes,
        String tooManyCards,
        Map<String, String> problems) {

    private static final PayTexts GERMAN = new PayTexts(
            Map.of(
                    PayPageState.PAYABLE, "Bezahlen",
                    PayPageState.IN_PROGRESS, "Die Zahlung läuft",
                    PayPageState.PAID, "Bezahlt. Vielen Dank!",
                    PayPageState.HELD,
                            "Es wurde ein anderer Betrag abgebucht als der der Bestellung. Der Laden sieht sich das an.",
                    PayPageState.FAILED, "Die Zahlung wurde abgelehnt. Versuch es bitte noch einmal.",
                    PayPageState.CLOSED,
                            "Diese Zahlung ist geschlossen. Ging hier trotzdem Geld ab, bekommst du es ganz zurück."),
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
            "Noch keine PIN? Schreib im Chat „Guthaben“, dann kommt der Link dazu.",
            "Guthaben aufladen",
            "Versuche, die noch bleiben: %d.",
            "Das geht wieder nach so vielen Minuten: %d.",
            "Zu viele Karten wurden abgelehnt. Mit Karte geht hier nichts mehr.",
            Map.of(
                    "wrong-pin", "Die PIN stimmt nicht.",
                    "pin-locked", "Die PIN ist nach zu vielen Versuchen gesperrt.",
                    "pay-link-locked",
                            "Auf dieser Seite wurde zu oft eine falsche PIN eingegeben. Mit Guthaben geht es hier nicht mehr.",
                    "pin-not-set", "Es ist noch keine PIN gesetzt. Schreib im Chat „Guthaben“.",
                    "insufficient-funds",
                            "Dein Guthaben reicht nicht. Schreib im Chat „Guthaben“, dort lädst du es auf.",
                    "payment-method-unavailable", "Diese Zahlungsart gibt es hier nicht.",
                    "unavailable", "Gerade ist viel los. Versuch es bitte gleich noch einmal."));

    private static final PayTexts ENGLISH = new PayTexts(
            Map.of(
                    PayPageState.PAYABLE, "Pay",
                    PayPageState.IN_PROGRESS, "Your payment is in progress",
                    PayPageState.PAID, "Paid. Thank you!",
                    PayPageState.HELD, "Another amount was taken than the order's. The shop looks at it.",
                    PayPageState.FAILED, "The payment was declined. Please try again.",
                    PayPageState.CLOSED,
                            "This payment is closed. If money was taken all the same, you get it back in full."),
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
            "Tries left: %d.",
            "Minutes to wait: %d.",
            "Too many cards were declined. Cards are not taken here any more.",
            Map.of(
                    "wrong-pin", "The PIN is wrong.",
                    "pin-locked", "The PIN is locked after too many tries.",
                    "pay-link-locked",
                            "Too many wrong PINs were typed on this page. The wallet can't pay here any more.",
                    "pin-not-set", "No PIN is set yet. Write \u201cwallet\u201d in the chat.",
                    "insufficient-funds",
                            "There is not enough in your wallet. Write \u201cwallet\u201d in the chat to top it up.",
                    "payment-method-unavailable", "This way to pay is not there.",
                    "unavailable", "It is busy here right now. Please try again in a moment."));

    static PayTexts of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    /** Whether the page can say to a person what was wrong. */
    static boolean hasWordsFor(Rejection refused) {
        return ENGLISH.problems.containsKey(refused.code());
    }

    /** What is wrong, for the person, with how many tries are left or how long to wait; empty for what the page has no words for. */
    String problem(Rejection refused) {
        String said = problems.getOrDefault(refused.code(), "");
        if (refused.extra().get(PinRejection.TRIES_LEFT) instanceof Integer left) {
            return said + " " + triesLeft.formatted(left);
        }
        return refused.code().equals(PinRejection.LOCKED) && refused.retryAfter() != null
                ? said + " " + waitMinutes.formatted(minutes(refused.retryAfter()))
                : said;
    }

    /** Begun ones count. */
    private static long minutes(Duration wait) {
        return wait.plusMinutes(1).minusNanos(1).toMinutes();
    }

    /** What is said on a page that takes no more cards: that, where nothing else is wrong. */
    String noMoreCards(String otherwise) {
        return otherwise.isEmpty() ? tooManyCards : otherwise;
    }

    String headline(PayPageState state) {
        return headlines.get(state);
    }
}
