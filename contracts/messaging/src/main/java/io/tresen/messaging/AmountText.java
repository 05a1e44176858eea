package io.tresen.messaging;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Amounts as people read them: {@code 19,90 €} in German, {@code €19.90} in English, {@code ¥1990} (INTERFACE 5). */
public final class AmountText {

    private AmountText() {}

    /** @param language {@code de}, else English */
    public static String of(Money money, String language) {
        Currency currency = Currency.getInstance(money.currency());
        String number = BigDecimal.valueOf(money.amountMinor(), Math.max(0, currency.getDefaultFractionDigits()))
                .toPlainString();
        String symbol = currency.getSymbol(symbolLocale(money.currency(), language));
        if (language.equals("de")) {
            return number.replace('.', ',') + "\u00a0" + symbol;
        }
        return symbol.length() > 2 && Character.isLetter(symbol.charAt(symbol.length() - 1))
                ? symbol + "\u00a0" + number
                : symbol + number;
    }

    /** A locale in which the currency has its own short sign. */
    private static Locale symbolLocale(String currency, String language) {
        return switch (currency) {
            case "INR" -> new Locale("en", "IN");
            case "USD" -> Locale.US;
            case "GBP" -> Locale.UK;
            default -> language.equals("de") ? Locale.GERMANY : Locale.ENGLISH;
        };
    }
}
