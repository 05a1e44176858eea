package io.tresen.payment.rest;

import io.tresen.costs.CardCurrency;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An amount from a number field of a form: browsers send {@code 12.5}, whatever the reader's own decimal mark is. */
final class TypedAmount {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");

    /** As it is typed where the field is a text field: two digits behind a comma are no thousands. */
    private static final Pattern CENTS_AFTER_COMMA = Pattern.compile("[0-9]{1,12},[0-9]{2}");

    private TypedAmount() {}

    /** Minor units; empty for what is no amount of this currency, or might be another. */
    static OptionalLong minor(String text, String currency) {
        int digits = CardCurrency.of(currency).digits();
        String number = text == null ? "" : text.strip();
        if (digits == 2 && CENTS_AFTER_COMMA.matcher(number).matches()) {
            number = number.replace(',', '.');
        }
        if (!NUMBER.matcher(number).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal minor = new BigDecimal(number).movePointRight(digits).stripTrailingZeros();
        return minor.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(minor.longValueExact());
    }

    /** As a number field has it. */
    static String field(long minor, String currency) {
        return BigDecimal.valueOf(minor, CardCurrency.of(currency).digits()).toPlainString();
    }
}
