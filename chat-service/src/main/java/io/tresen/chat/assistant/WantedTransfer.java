package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom and how much, as it was typed in one message: {@code 491512345678 12,50}, {@code shop 5}. What can be read in two ways
 * is not read at all, since it is money.
 *
 * @param number digits alone; null for the shop
 * @param amountMinor above 0
 */
record WantedTransfer(String number, long amountMinor) {

    private static final Set<String> SHOP = Set.of(
            "shop", "the shop", "store", "the store", "laden", "der laden", "den laden", "dem laden", "geschäft");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{7,20}");
    private static final Pattern NUMBER_AND_GROUP =
            Pattern.compile("(?:[^0-9]*+[0-9]){7}.*\\s[0-9]{1,3}", Pattern.DOTALL);
    private static final int GROUP = 3;
    private static final int MOST_DIGITS = 12;
    private static final int LONGEST = 100;

    /** Null when it is not whom and how much. */
    static WantedTransfer read(String text, String currency, Language language) {
        Matcher parts = parts(currency).matcher(text.strip());
        if (text.length() > LONGEST || !parts.matches()) {
            return null;
        }
        Long amount = amount(parts.group("whole"), parts.group("mark"), parts.group("fraction"), currency, language);
        if (amount == null) {
            return null;
        }
        String whom = parts.group("whom").strip();
        if (SHOP.contains(whom.toLowerCase(Locale.ROOT))) {
            return new WantedTransfer(null, amount);
        }
        boolean marked =
                parts.group("fraction") != null || parts.group("before") != null || parts.group("after") != null;
        boolean maybeThousands = parts.group("before") == null
                && parts.group("whole").length() == GROUP
                && NUMBER_AND_GROUP.matcher(whom).matches();
        if (maybeThousands) {
            return null; // "1 500,00" may be an amount that is written in groups
        }
        if (!marked && whom.matches(".*[0-9]\\s.*")) {
            return null; // the last group of a number that is written in groups is no amount
        }
        String digits = whom.replaceAll("[+ ()./-]", "");
        return NUMBER.matcher(digits).matches() ? new WantedTransfer(digits, amount) : null;
    }

    private static Pattern parts(String currency) {
        String unit =
                Pattern.quote(PriceFormat.sign(currency)) + '|' + currency + (currency.equals("EUR") ? "|euros?" : "");
        return Pattern.compile(
                "(?<whom>.+?)\\s+(?<before>(?:" + unit + ")\\s*)?(?<whole>[0-9]+)(?:(?<mark>[.,])(?<fraction>[0-9]+))?"
                        + "(?<after>\\s*(?:" + unit + "))?",
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * Minor units; null for none, or for what might be another amount. All digits behind the mark or none; the other language's
     * mark where it can't stand between thousands.
     */
    private static Long amount(String whole, String mark, String fraction, String currency, Language language) {
        int digits = PriceFormat.digits(currency);
        String own = language == Language.DE ? "," : ".";
        boolean sound = whole.length() <= MOST_DIGITS
                && (fraction == null || fraction.length() == digits && (mark.equals(own) || digits < 3));
        if (!sound) {
            return null;
        }
        Long minor = PriceFormat.minor(new BigDecimal(fraction == null ? whole : whole + '.' + fraction), currency);
        return minor == null || minor == 0 ? null : minor;
    }

    /** Such a message, for who does not know how to write it. */
    static String example(String currency, Language language) {
        int digits = PriceFormat.digits(currency);
        String amount = PriceFormat.major(new Money(1250 * (digits == 3 ? 10L : 1L), currency))
                .toPlainString();
        return "491512345678 " + (language == Language.DE ? amount.replace('.', ',') : amount);
    }
}
