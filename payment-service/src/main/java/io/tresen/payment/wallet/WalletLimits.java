package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What each business has set as its limits. */
@ApplicationScoped
public class WalletLimits {

    /** The limits in force. @param currency the business's */
    public WalletLimit of(Tx tx, UUID businessId, String currency) {
        return tx.one("select * from wallet_limits where business_id = $1 and currency = $2", businessId, currency)
                .map(row -> new WalletLimit(
                        new Money(row.getLong("per_transfer_minor"), currency),
                        new Money(row.getLong("per_day_minor"), currency)))
                .orElseGet(() -> WalletLimit.of(currency));
    }

    /** Sets them from now on; what is held already stays. */
    public void put(Tx tx, UUID businessId, WalletLimit limit) {
        tx.update(
                """
                insert into wallet_limits (business_id, currency, per_transfer_minor, per_day_minor) values ($1, $2, $3, $4)
                on conflict (business_id) do update set currency = excluded.currency,
                  per_transfer_minor = excluded.per_transfer_minor, per_day_minor = excluded.per_day_minor""",
                businessId,
                limit.perTransfer().currency(),
                limit.perTransfer().amountMinor(),
                limit.perDay().amountMinor());
    }
}
