package io.tresen.chat.kafka;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.contracts.common.v1.Money;

/** Avro's money as ours. */
final class Amounts {

    private Amounts() {}

    static io.tresen.messaging.Money of(Money money) {
        return new io.tresen.messaging.Money(money.getAmountMinor(), money.getCurrency());
    }

    /** For people. */
    static String price(Money money, Language language) {
        return PriceFormat.format(of(money), language);
    }
}
