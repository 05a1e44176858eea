package io.tresen.payment;

import io.tresen.messaging.Money;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import java.util.List;
import java.util.UUID;

/** Sales as the ledger takes them, each of an order of its own. */
final class Sales {

    private Sales() {}

    /** By card. @param amountMinor euro cents */
    static Transfer byCard(long amountMinor) {
        Money price = new Money(amountMinor, "EUR");
        return new Transfer(
                UUID.randomUUID(),
                Kind.CAPTURE,
                UUID.randomUUID(),
                null,
                List.of(
                        new Entry(LedgerAccount.PROVIDER_CLEARING, true, price),
                        new Entry(LedgerAccount.BUSINESS_BALANCE, false, price)));
    }
}
