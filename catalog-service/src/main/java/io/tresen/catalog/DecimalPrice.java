package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices as files write them, in decimal; digits behind the point as ISO 4217 says (EUR 2, JPY 0, KWD 3). Never a float. */
final class DecimalPrice {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,10})?");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}([.,])[0-9]{3}(\\1[0-9]{3})*");
    private static final Pattern THREE_BEHIND = Pattern.compile("[0-9]*([.,])[0-9]{3}");

    private DecimalPrice() {}

    /** A price with a decimal point. @throws RowFault when it is none, or has more digits than its currency */
    static Money plain(String text, String currency, String code) {
        if (!PLAIN.matcher(text).matches()) {
            throw new RowFault(code, "must be a decimal number such as 19.90");
        }
        return money(text, currency, code);
    }

    /** A price with a decimal point or comma, thousands grouped or not. @throws RowFault also when it can be read two ways */
    static Money local(String written, String currency, String code) {
        String text = withoutBlanks(written);
        int point = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        int digits = digits(currency);
        String plain;
        if (point >= 0 && comma >= 0) {
            char decimal = point > comma ? '.' : ',';
            String whole = text.substring(0, Math.max(point, comma));
            String rest = text.substring(Math.max(point, comma) + 1);
            if (!GROUPED.matcher(whole).matches() || whole.indexOf(decimal) >= 0) {
                throw new RowFault(code, "must be a decimal number such as 19.90 or 1.234,50");
            }
            plain = whole.replaceAll("[.,]", "") + "." + rest;
        } else if (point < 0 && comma < 0) {
            plain = text;
        } else {
            char sign = point >= 0 ? '.' : ',';
            boolean once = text.indexOf(sign) == text.lastIndexOf(sign);
            if (once && text.length() - text.indexOf(sign) == 4 && digits != 3 && sign == ',') {
                throw new RowFault(code, "can be read two ways: are the three digits behind the comma thousands?");
            }
            if (!once && !GROUPED.matcher(text).matches()) {
                throw new RowFault(code, "must be a decimal number such as 19.90");
            }
            plain = once ? text.replace(sign, '.') : text.replace(String.valueOf(sign), "");
        }
        return plain(plain, currency, code);
    }

    /**
     * As {@link #local}, of a feed, which people and machines of every country write: one sign with three digits behind it is
     * refused, but for a point where the currency has three (KWD) and for a comma where it has none: 1,980 JPY.
     */
    static Money feed(String written, String currency, String code) {
        String text = withoutBlanks(written);
        Matcher threeBehind = THREE_BEHIND.matcher(text);
        if (!threeBehind.matches()) {
            return local(text, currency, code);
        }
        String sign = threeBehind.group(1);
        if (digits(currency) == 3 && sign.equals(".")) {
            return plain(text, currency, code);
        }
        if (digits(currency) == 0 && sign.equals(",") && GROUPED.matcher(text).matches()) {
            return plain(text.replace(",", ""), currency, code);
        }
        throw new RowFault(code, "can be read two ways: are the three digits behind the " + sign + " thousands?");
    }

    private static String withoutBlanks(String written) {
        return written.replaceAll("[\\s\u00A0\u202F']", "");
    }

    private static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private static Money money(String text, String currency, String code) {
        int digits = digits(currency);
        try {
            BigDecimal minor = new BigDecimal(text).movePointRight(digits).setScale(0, RoundingMode.UNNECESSARY);
            return new Money(minor.longValueExact(), currency);
        } catch (ArithmeticException e) {
            throw new RowFault(code, "must have at most " + digits + " digits behind the point in " + currency);
        } catch (IllegalArgumentException e) {
            throw new RowFault(code, "is too large");
        }
    }
}
