package io.tresen.payment.wallet;

import java.util.Locale;

/** Where a transfer stands; the lower-case word is the column's and the interface's. */
public enum WalletTransferStatus {
    /** Waits for the payer's PIN; nothing is held. */
    REQUESTED,
    /** The payer has sent it: the money is held until the payee answers. */
    PENDING,
    /** The money is the payee's. */
    POSTED,
    /** Who was asked said no. */
    DECLINED,
    /** Who began it took it back. */
    CANCELLED,
    /** Nobody answered in time. */
    EXPIRED,
    /** Never was one: what a chat submitted can't be. Kept so that its id has a row. */
    REFUSED;

    /** The word of the column. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a column's word. */
    static WalletTransferStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** True while somebody may still answer. */
    public boolean isOpen() {
        return this == REQUESTED || this == PENDING;
    }
}
