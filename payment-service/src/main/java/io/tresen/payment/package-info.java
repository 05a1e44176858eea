/**
 * Payments of orders: attempts, the provider, refunds, fees, and the double-entry ledger. Decides nothing about an order.
 *
 * <p>In: {@code order.payment-request.v1} (what an order asks for), {@code chat.business.v1} (a copy, for the pay page),
 * {@code chat.shopper.v1} (a copy, for wallets), {@code chat.conversation.v1} (transfers of persons), signed webhooks of the
 * provider. Out: {@code payment.payment.v1}, keyed by order id; {@code payment.transfer.v1}, keyed by transfer or top-up id.
 *
 * <p>One {@code payment_order} row stands for the key; it is locked before anything of an order is read or changed. Above
 * it lie the attempts, each with an id derived from the order, so a redelivery finds the row instead of making another:
 *
 * <pre>
 *          POST on the pay page          the provider answers
 *   open ──────────────────────▶ confirming ──▶ captured ──▶ (refunds: refunded, partially_refunded)
 *    │  collection (cash) ─────────────────────▶   ▲
 *    │                            │  ├─▶ waiting ──┤  processing, or the card holder is asked
 *    │ withdrawn                  │  ├─▶ unknown ──┤  no answer: the janitor reads the stored id
 *    ▼                            │  └─▶ held         another amount or currency: a person refunds
 *   cancelled ◀── withdrawn ── failed ──▶ the next POST opens the next attempt
 * </pre>
 *
 * <p>Wallets are filled by card too: {@link io.tresen.payment.topup} has its own rows and states and shares the rest.
 *
 * <p>Every call to the provider runs outside transactions: claim, commit, call, record. Who claimed and died is followed
 * by the janitor ({@link io.tresen.payment.provider.Janitor}). A provider's word may come by answer, by webhook or by
 * reading; {@link io.tresen.payment.PaymentRules} gives the same end in any order. What is captured after the order stopped
 * waiting is late money and goes back in full, once ({@link io.tresen.payment.RefundRules}).
 *
 * <p>The platform takes a fee of the first capture in time, by the operator's published rules ({@link
 * io.tresen.payment.FeeRules}); a refund that succeeds reverses its share of it and of the order's other parts ({@link
 * io.tresen.payment.Parts}). One that is asked for while its payment is unknown waits for that payment.
 */
package io.tresen.payment;
