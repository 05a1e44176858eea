package io.tresen.chat.assistant;

/**
 * A notice's question for a delivery address.
 *
 * @param country ISO 3166 that the form begins with
 * @param about what the answer refers to, as in {@link Reply}
 */
public record AddressForm(String country, String about) {

    /** Asks for the address of the checkout that follows the one with this number. */
    public static AddressForm afterCheckout(long number, String country) {
        return new AddressForm(country, CheckoutSubject.of(number + 1));
    }
}
