package io.tresen.payment;

import java.util.Comparator;
import java.util.UUID;

/**
 * What names an account within its business.
 *
 * @param ownerId the shopper of a wallet; null for every other kind
 * @param currency ISO 4217
 */
public record AccountKey(LedgerAccount kind, UUID ownerId, String currency) {

    /** One order for everybody who makes accounts, so that nobody waits in a circle. */
    static final Comparator<AccountKey> ORDER = Comparator.comparing(AccountKey::kind)
            .thenComparing(AccountKey::ownerId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(AccountKey::currency);

    /** @throws IllegalArgumentException for a wallet without owner or an owner without wallet */
    public AccountKey {
        if ((kind == LedgerAccount.SHOPPER_WALLET) != (ownerId != null)) {
            throw new IllegalArgumentException("A wallet has a shopper, and nothing else has one");
        }
    }

    /** A shopper's wallet. */
    public static AccountKey wallet(UUID shopperId, String currency) {
        return new AccountKey(LedgerAccount.SHOPPER_WALLET, shopperId, currency);
    }
}
