package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tresen.messaging.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1990 | EUR | DE | 19,90 €",
                "1990 | EUR | EN | €19.90",
                "1990 | JPY | EN | ¥1990",
                "1990 | JPY | DE | 1990 ¥",
                "5    | USD | EN | $0.05",
                "1990 | KWD | EN | KWD 1.990",
                "1990 | CHF | DE | 19,90 CHF",
            })
    void pricesAreWrittenAsPeopleOfTheLanguageDo(long minor, String currency, Language language, String text) {
        assertEquals(text, PriceFormat.format(new Money(minor, currency), language));
    }

    @Test
    void amountsBecomeMinorUnitsOfTheirCurrency() {
        assertEquals(1990, PriceFormat.minor(new BigDecimal("19.9"), "EUR"));
        assertEquals(1990, PriceFormat.minor(new BigDecimal("1990"), "JPY"));
        assertNull(PriceFormat.minor(new BigDecimal("-1"), "EUR"));
        assertNull(PriceFormat.minor(new BigDecimal("90071992547409.92"), "EUR"));
    }
}
