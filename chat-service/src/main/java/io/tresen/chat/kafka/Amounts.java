package io.tresen.chat.kafka;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.costs.Costs;
import java.util.List;

/** Avro's money as ours. */
final class Amounts {

    private Amounts() {}

    static io.tresen.messaging.Money of(Money money) {
        return new io.tresen.messaging.Money(money.getAmountMinor(), money.getCurrency());
    }

    static Costs parts(OrderAmounts parts) {
        return new Costs(
                parts.getSubtotalMinor(),
                parts.getShippingMinor(),
                parts.getTaxMinor(),
                parts.getTaxIncludedMinor(),
                parts.getDiscountMinor(),
                List.of());
    }

    /** For people. */
    static String price(Money money, Language language) {
        return PriceFormat.format(of(money), language);
    }
}
