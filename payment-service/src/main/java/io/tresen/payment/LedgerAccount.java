package io.tresen.payment;

import java.util.Locale;

/** Kinds of accounts: one each per business and currency, wallets one per shopper as well. */
public enum LedgerAccount {
    /** What the provider has of the shop's money. */
    PROVIDER_CLEARING,
    /** Cash that carriers and people collected for the shop. */
    CASH_IN_TRANSIT,
    /** What is the shop's. */
    BUSINESS_BALANCE,
    /** Late money that is to go back. */
    REFUNDS_PAYABLE,
    /** Money of a wrong amount or currency, until a person has decided. */
    HELD,
    /** What is a shopper's; the account's owner. */
    SHOPPER_WALLET,
    /** What the platform took of the shop's captures. */
    PLATFORM_FEES;

    /** The word of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word. @throws IllegalArgumentException when there is none */
    public static LedgerAccount of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether its available money can't fall below zero. */
    public boolean isLimited() {
        return this == SHOPPER_WALLET;
    }

    /** Whether debits make it rise: it says where money is. The others say whose it is. */
    public boolean risesByDebits() {
        return this == PROVIDER_CLEARING || this == CASH_IN_TRANSIT;
    }
}
