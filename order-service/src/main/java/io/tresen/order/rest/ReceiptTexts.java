package io.tresen.order.rest;

import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/** The receipt's words in one language. */
public record ReceiptTexts(
        String language,
        String title,
        String order,
        String placed,
        String item,
        String unitPrice,
        String tax,
        String amount,
        String subtotal,
        String shipping,
        String discount,
        String taxOnTop,
        String taxContained,
        String total,
        String refunded,
        String asPdf,
        String date,
        Map<State, String> states) {

    static final Set<String> LANGUAGES = Set.of("de", "en");

    /** How the money of an order stands. */
    enum State {
        PAID,
        REFUNDED,
        PARTIALLY_REFUNDED,
        ON_DELIVERY,
        OPEN,
        UNDONE;

        static State of(Order order) {
            return switch (order.paymentStatus()) {
                case PAID -> PAID;
                case REFUNDED -> REFUNDED;
                case PARTIALLY_REFUNDED -> PARTIALLY_REFUNDED;
                default -> isOver(order) ? UNDONE : order.isCashOnDelivery() ? ON_DELIVERY : OPEN;
            };
        }

        /** Nobody is going to pay it: it is undone, is being undone, or all of it came back before it was paid. */
        private static boolean isOver(Order order) {
            return order.isUndone()
                    || order.status() == OrderStatus.CANCELLING
                    || order.status() == OrderStatus.RETURNED;
        }
    }

    private static final ReceiptTexts GERMAN = new ReceiptTexts(
            "de",
            "Beleg",
            "Bestellung",
            "vom",
            "Artikel",
            "Einzelpreis",
            "MwSt.",
            "Betrag",
            "Zwischensumme",
            "Versand",
            "Rabatt",
            "zuzüglich MwSt.",
            "enthaltene MwSt.",
            "Gesamtbetrag",
            "Davon erstattet",
            "Als PDF",
            "dd.MM.yyyy",
            Map.of(
                    State.PAID, "Bezahlt",
                    State.REFUNDED, "Erstattet",
                    State.PARTIALLY_REFUNDED, "Teilweise erstattet",
                    State.ON_DELIVERY, "Wird bei Lieferung bezahlt",
                    State.OPEN, "Noch nicht bezahlt",
                    State.UNDONE, "Nicht zustande gekommen"));

    private static final ReceiptTexts ENGLISH = new ReceiptTexts(
            "en",
            "Receipt",
            "Order",
            "of",
            "Item",
            "Unit price",
            "VAT",
            "Amount",
            "Subtotal",
            "Shipping",
            "Discount",
            "plus VAT",
            "VAT included",
            "Total",
            "Refunded of it",
            "As PDF",
            "d MMMM yyyy",
            Map.of(
                    State.PAID, "Paid",
                    State.REFUNDED, "Refunded",
                    State.PARTIALLY_REFUNDED, "Partly refunded",
                    State.ON_DELIVERY, "To be paid on delivery",
                    State.OPEN, "Not paid yet",
                    State.UNDONE, "Came to nothing"));

    static ReceiptTexts of(String language) {
        return "de".equals(language) ? GERMAN : ENGLISH;
    }

    /** The day in UTC. */
    String day(Instant time) {
        return DateTimeFormatter.ofPattern(date, java.util.Locale.forLanguageTag(language))
                .format(time.atOffset(ZoneOffset.UTC));
    }

    /** Millionths as per cent: 81,000 is 8.1 %. */
    String rate(int ppm) {
        String number = BigDecimal.valueOf(ppm, 4).stripTrailingZeros().toPlainString();
        return (language.equals("de") ? number.replace('.', ',') : number) + "\u00a0%";
    }
}
