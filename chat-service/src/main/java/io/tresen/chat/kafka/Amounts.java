package io.tresen.chat.kafka;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.TaxPart;
import java.math.BigDecimal;
import java.util.List;

/** Avro's money as ours. */
final class Amounts {

    private Amounts() {}

    static io.tresen.messaging.Money of(Money money) {
        return new io.tresen.messaging.Money(money.getAmountMinor(), money.getCurrency());
    }

    static Money of(io.tresen.messaging.Money money) {
        return new Money(money.amountMinor(), money.currency());
    }

    /** The rate in percent where there is but one that makes a tax; null where there are several, or none. */
    static BigDecimal onlyPercent(List<TaxPart> taxes) {
        List<Integer> rates = taxes.stream()
                .filter(it -> it.getTaxMinor() > 0)
                .map(TaxPart::getRatePpm)
                .toList();
        return rates.size() == 1 ? BigDecimal.valueOf(rates.get(0), 4) : null;
    }

    /** For people. */
    static String price(Money money, Language language) {
        return PriceFormat.format(of(money), language);
    }
}
