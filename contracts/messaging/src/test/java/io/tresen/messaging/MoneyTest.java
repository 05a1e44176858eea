package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void anAmountGoesFromZeroUpToButNotIncludingTwoToThe53() {
        assertEquals(0, new Money(0, "EUR").amountMinor());
        assertEquals(9007199254740991L, new Money(9007199254740991L, "EUR").amountMinor());
        assertThrows(IllegalArgumentException.class, () -> new Money(9007199254740992L, "EUR"));
        assertThrows(IllegalArgumentException.class, () -> new Money(-1, "EUR"));
    }

    @Test
    void aCurrencyIsAnUpperCaseCodeOfISO4217() {
        for (String wrong : new String[] {"eur", "EURO", "XYZ1", "", null}) {
            assertThrows(IllegalArgumentException.class, () -> new Money(1, wrong), String.valueOf(wrong));
        }
    }

    @Test
    void sumsStayInOneCurrencyAndWithinTheBounds() {
        Money price = new Money(1990, "EUR");
        assertEquals(new Money(3980, "EUR"), price.plus(price));
        assertEquals(new Money(5970, "EUR"), price.times(3));
        assertEquals(new Money(0, "EUR"), price.minus(price));
        assertThrows(IllegalArgumentException.class, () -> price.plus(new Money(1, "CHF")));
        assertThrows(IllegalArgumentException.class, () -> new Money(1, "EUR").minus(price));
        Money largest = new Money(9007199254740991L, "EUR");
        assertThrows(IllegalArgumentException.class, () -> largest.times(9999));
        assertThrows(IllegalArgumentException.class, () -> largest.plus(new Money(1, "EUR")));
    }
}
