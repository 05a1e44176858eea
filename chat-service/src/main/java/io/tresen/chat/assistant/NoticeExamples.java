package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;

/** What may stand in a notice's places: Meta's reviewers read a template with it, and take none with places without it. */
final class NoticeExamples {

    private static final String ORDER = "T00042";
    private static final UUID TRANSFER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private NoticeExamples() {}

    /** As many as the phrase has arguments. @param phrase its key behind {@code notice.} */
    static List<String> of(String phrase, Phrases words, String origin) {
        String price = price(1_990, words);
        String reason = words.reason("already-shipped");
        String product = words.language() == Language.DE ? "Grüner Tee" : "Green tea";
        return switch (phrase) {
            case "address_declined" -> List.of();
            case "order_confirmation", "payment_confirmation", "payment_request", "refund", "refund.failed" ->
                List.of(ORDER, price);
            case "order_confirmation.receipt" ->
                List.of(ORDER, price, origin + "/orders/v1/orders/" + TRANSFER + "/receipt?key=k");
            case "payment_held" -> List.of(ORDER, price(1_490, words), price);
            case "shipping" -> List.of(ORDER, "DHL", "00340434161094042557");
            case "address_refused", "cancellation_refused" -> List.of(ORDER, reason);
            case "address_refused.unknown", "cancellation_refused.unknown" -> List.of(words.reason("not-found"));
            case "sold_out.few", "sold_out.few.plain" -> List.of(product + " (" + words.text("product.few", 2) + ')');
            case "sold_out", "sold_out.plain", "sold_out.order", "sold_out.order.plain" -> List.of(product);
            case "checkout_declined.gone", "checkout_declined.gone.plain" -> List.of(product);
            case "checkout_declined.nothing", "back_in_stock" -> List.of(product);
            case "checkout_declined", "checkout_declined.plain", "checkout_declined.order" ->
                List.of(words.text("reason.other"));
            case "discount_declined" -> List.of(words.reason("unknown-discount"), price);
            case "price_changed", "top_up.succeeded", "top_up.refunded", "top_up.refund_failed" -> List.of(price);
            case "transfer.refused" -> List.of(TransferEntry.number(TRANSFER), words.reason("insufficient-funds"));
            default -> phrase.contains("transfer") ? transfer(words) : List.of(ORDER);
        };
    }

    private static List<String> transfer(Phrases words) {
        return new TransferEntry(TRANSFER, new Money(1_990, "EUR"), true, new OtherSide.Shop()).arguments(words);
    }

    private static String price(long minor, Phrases words) {
        return PriceFormat.format(new Money(minor, "EUR"), words.language());
    }
}
