package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A transfer as one of its two sides is told of it: the same entry to both, each named by what the reader is to it.
 *
 * @param pays true when it is the reader's wallet that pays
 */
public record TransferEntry(UUID transferId, Money amount, boolean pays, OtherSide other) {

    /** A transfer's number for people: the end of its id, since ids of one minute begin alike. */
    public static String number(UUID transferId) {
        String id = transferId.toString();
        return id.substring(id.length() - 8).toUpperCase(Locale.ROOT);
    }

    /** Number, amount, who pays, who is paid. */
    public List<String> arguments(Phrases words) {
        return List.of(
                number(transferId),
                PriceFormat.format(amount, words.language()),
                pays ? words.text("transfer.payer.you") : other.text("transfer.payer.", words),
                pays ? other.text("transfer.payee.", words) : words.text("transfer.payee.you"));
    }

    /** The notice of a kind in the words of a phrase. */
    public Notice notice(String kind, String phrase, Language language) {
        return new Notice(NoticeMark.of(kind), phrase, arguments(Phrases.of(language)), List.of(), null);
    }
}
