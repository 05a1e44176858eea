package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/** Prices as people of a language write them: {@code 19,90 €}, {@code €19.90}, {@code ¥1990} (INTERFACE 5). */
public final class PriceFormat {

    private static final Map<String, String> SYMBOLS = Map.of(
            "EUR", "€", "USD", "$", "GBP", "£", "JPY", "¥", "INR", "₹", "KRW", "₩", "ILS", "₪", "VND", "₫", "TRY", "₺");

    private PriceFormat() {}

    /** The price in words of the language; a currency without a well-known sign is named by its code. */
    public static String format(Money price, Language language) {
        String digits = major(price).toPlainString();
        String sign = sign(price.currency());
        if (language == Language.DE) {
            return digits.replace('.', ',') + ' ' + sign;
        }
        return sign.equals(price.currency()) ? sign + ' ' + digits : sign + digits;
    }

    /** The currency's well-known sign, else its code. */
    static String sign(String currency) {
        return SYMBOLS.getOrDefault(currency, currency);
    }

    /** The amount in major units with the currency's digits (ISO 4217): EUR 2, JPY 0, KWD 3. */
    public static BigDecimal major(Money price) {
        return BigDecimal.valueOf(price.amountMinor(), digits(price.currency()));
    }

    /** Minor units of a decimal amount, rounded half up; null when it is none of the allowed ones (0 to 2^53 - 1). */
    public static Long minor(BigDecimal amount, String currency) {
        BigDecimal minor = amount.movePointRight(digits(currency)).setScale(0, java.math.RoundingMode.HALF_UP);
        boolean fits = minor.signum() >= 0 && minor.compareTo(BigDecimal.valueOf((1L << 53) - 1)) <= 0;
        return fits ? minor.longValueExact() : null;
    }

    /** Fraction digits of a currency. */
    public static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
