package io.tresen.chat.whatsapp;

import java.util.Map;

/**
 * What Meta has for a business and a shopper (ADR 11). What it has not is replaced on the way out by {@link Fallbacks}.
 *
 * @param addressForm {@code address_message}; source: Meta, "Address messages": business and shopper in the same country
 * @param payments {@code order_details}; source: Meta, "Payments API": by country, and in its currency
 * @param catalog product messages; source: Meta, "Sell products and services": with a catalog linked to the number
 */
record Capabilities(boolean addressForm, boolean payments, boolean catalog) {

    /** Country → calling code of the shoppers that have the form. */
    private static final Map<String, String> ADDRESS_FORM = Map.of(IndiaAddress.COUNTRY, "91");

    /** Country → currency. Brazil's need other settings than a payment link, so a business there has to switch them on. */
    private static final Map<String, String> PAYMENTS = Map.of("IN", "INR");

    /**
     * Those of a message.
     *
     * @param country the business's
     * @param currency the business's
     * @param number its settings
     */
    static Capabilities of(String country, String currency, WhatsAppNumber number, Sender to) {
        String code = ADDRESS_FORM.get(country);
        boolean sameCountry = code != null
                && (to.phone() != null
                        ? to.phone().startsWith(code)
                        : to.userId().startsWith(country + '.'));
        boolean payments =
                number.orderDetails() != null ? number.orderDetails() : currency.equals(PAYMENTS.get(country));
        return new Capabilities(sameCountry, payments, number.catalogId() != null);
    }
}
