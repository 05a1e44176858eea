/**
 * Wallets of shoppers: what is in them, the PIN that guards them, and how money comes in. A wallet belongs to one shopper of one
 * business and is an account of the ledger ({@link io.tresen.payment.LedgerAccount#SHOPPER_WALLET}) in the business's currency;
 * it is made when first something is booked on it.
 *
 * <p>In: {@code chat.shopper.v1} (a copy of which shoppers there are).
 */
package io.tresen.payment.wallet;
