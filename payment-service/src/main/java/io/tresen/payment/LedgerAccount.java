package io.tresen.payment;

import java.util.Locale;

/** Kinds of accounts, one each per business and currency. */
public enum LedgerAccount {
    /** What the provider has of the shop's money. */
    PROVIDER_CLEARING,
    /** Cash that carriers collected for the shop. */
    CASH_IN_TRANSIT,
    /** What is the shop's. */
    BUSINESS_BALANCE,
    /** Late money that is to go back. */
    REFUNDS_PAYABLE,
    /** Money of a wrong amount or currency, until a person has decided. */
    HELD,
    /** What the platform took of the shop's captures. */
    PLATFORM_FEES;

    /** The word of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
