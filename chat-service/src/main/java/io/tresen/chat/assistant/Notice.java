package io.tresen.chat.assistant;

import java.util.List;

/**
 * Something that the shopper is told without having asked.
 *
 * @param mark kind and what it is about
 * @param phrase key of its sentence behind {@code notice.}, the kind unless a variant
 * @param arguments of the phrase; a template carries the same ones
 * @param choices at most ten
 * @param payment what there is to pay, or null
 */
public record Notice(NoticeMark mark, String phrase, List<String> arguments, List<Choice> choices, ToPay payment) {

    /** A notice about an order. */
    public static Notice ofOrder(String kind, String orderNo, String... arguments) {
        return new Notice(new NoticeMark(kind, orderNo, null), kind, List.of(arguments), List.of(), null);
    }

    /** The same with things to tap. */
    public Notice offering(List<Choice> more) {
        return new Notice(mark, phrase, arguments, List.copyOf(more), payment);
    }

    /** The same in other words. */
    public Notice saying(String otherPhrase) {
        return new Notice(mark, otherPhrase, arguments, choices, payment);
    }

    /** The same with something to pay. */
    public Notice asking(ToPay toPay) {
        return new Notice(mark, phrase, arguments, choices, toPay);
    }
}
