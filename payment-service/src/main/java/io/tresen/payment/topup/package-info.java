/**
 * Wallets that are filled by card. A top-up has one row, which is locked first, and one charge at the provider:
 *
 * <pre>
 *          POST on its page             the provider answers
 *   open ────────────────▶ confirming ──▶ captured: in the wallet, once
 *    │                       │  ├─▶ waiting ──┤   processing, or the card holder is asked
 *    │ expired, or           │  ├─▶ unknown ──┤   no answer: the janitor reads the stored id
 *    │ the shopper's no      │  └─▶ held          other money than was asked for, or more than fits: goes back in full
 *    ▼                       ▼
 *   cancelled            failed ──▶ the next POST makes the next top-up, its id derived from this one's
 * </pre>
 *
 * <p>Until the provider says that it has the money nothing is in the ledger: a hold keeps what is debited from being spent, and
 * here nothing is; money that is to come can't be spent. Then one transfer of an id derived from the top-up's books clearing
 * against wallet, in the transaction that says {@code captured}.
 *
 * <p>After its time a top-up takes no card, and what is in flight is closed at the provider. Money that was taken all the same
 * is credited: the shopper meant it for this wallet and no order depends on its time, unlike late money of an order.
 *
 * <p>Told on {@code payment.transfer.v1}, each in its transaction: {@code TopUpSucceeded} when the wallet has the money,
 * {@code TopUpRefunded} when held money went back, {@code TopUpRefundFailed} when that did not arrive after all.
 */
package io.tresen.payment.topup;
