/**
 * Wallets of shoppers: what is in them, the PIN that guards them, and how money comes in. A wallet belongs to one shopper of one
 * business and is an account of the ledger ({@link io.tresen.payment.LedgerAccount#SHOPPER_WALLET}) in the business's currency;
 * it is made when first something is booked on it.
 *
 * <p>Transfers: money from one shopper to another or to the shop, sent or asked for, by REST, on the wallet page or in a chat.
 * {@link io.tresen.payment.wallet.WalletTransferRules} draws their states. What a chat asks for waits in a table
 * ({@link io.tresen.payment.wallet.TransferAsks}) and is decided in a transaction of its own, which locks one transfer, then the
 * balances of its two sides in the ledger's order, then the key of the outbox: so nobody waits in a circle.
 *
 * <p>In: {@code chat.shopper.v1} (a copy of which shoppers there are), {@code chat.conversation.v1} ({@code TransferSubmitted},
 * {@code TransferAnswered}). Out: {@code payment.transfer.v1}, keyed by transfer id.
 */
package io.tresen.payment.wallet;
