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
 * @param form the address that is asked for, or null; a template can hold no form and has the choices alone
 */
public record Notice(
        NoticeMark mark, String phrase, List<String> arguments, List<Choice> choices, ToPay payment, AddressForm form) {

    /** A notice that asks for no address. */
    public Notice(NoticeMark mark, String phrase, List<String> arguments, List<Choice> choices, ToPay payment) {
        this(mark, phrase, arguments, choices, payment, null);
    }

    /** A notice about an order. */
    public static Notice ofOrder(String kind, String orderNo, String... arguments) {
        return new Notice(new NoticeMark(kind, orderNo, null), kind, List.of(arguments), List.of(), null);
    }

    /** The same with things to tap. */
    public Notice offering(List<Choice> more) {
        return new Notice(mark, phrase, arguments, List.copyOf(more), payment, form);
    }

    /** The same in other words. */
    public Notice saying(String otherPhrase) {
        return new Notice(mark, otherPhrase, arguments, choices, payment, form);
    }

    /** The same with something to pay. */
    public Notice asking(ToPay toPay) {
        return new Notice(mark, phrase, arguments, choices, toPay, form);
    }

    /** The same for a shop without a cart: nothing to tap that needs one. */
    public Notice withoutCart() {
        return offering(
                choices.stream().filter(it -> !ChoiceId.of(it.id()).needsCart()).toList());
    }

    /** The same with a form for an address. */
    public Notice asking(AddressForm address) {
        return new Notice(mark, phrase, arguments, choices, payment, address);
    }
}
