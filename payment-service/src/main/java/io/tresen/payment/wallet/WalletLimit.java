package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import java.util.Currency;

/**
 * How much a payer may send. Orders are not counted.
 *
 * @param perTransfer the most that one transfer moves
 * @param perDay the most that a payer agrees to within 24 hours of business time
 */
public record WalletLimit(Money perTransfer, Money perDay) {

    private static final long PER_TRANSFER = 1_000;
    private static final long PER_DAY = 5_000;

    /** A unit that has no parts is worth about as much as the hundredth of one that has. */
    private static final long LEAST_UNIT_MINOR = 100;

    /**
     * What holds while a business has set none: 1,000 and 5,000 in units of its currency, or 100,000 and 500,000 of one without
     * minor digits.
     */
    public static WalletLimit of(String currency) {
        long unitMinor = 1;
        for (int digit = 0; digit < Currency.getInstance(currency).getDefaultFractionDigits(); digit++) {
            unitMinor *= 10;
        }
        unitMinor = Math.max(unitMinor, LEAST_UNIT_MINOR);
        return new WalletLimit(new Money(PER_TRANSFER * unitMinor, currency), new Money(PER_DAY * unitMinor, currency));
    }
}
