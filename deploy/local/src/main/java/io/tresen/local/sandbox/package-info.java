/**
 * A payment provider for one machine. It speaks Stripe's wire protocol (form-encoded requests, JSON answers, idempotency
 * keys, signed webhooks), so payment-service reaches it through the same library and the same adapter as the real one.
 *
 * <p>Owns: its book of payment intents and refunds, in an append-only journal. Everything runs on one event loop; a change
 * is applied in memory, forced to disk, and only then answered. {@code /sandbox/*} is ours and not Stripe's: the book for
 * the invariant checker, the fault switch, the page on which a card holder approves.
 */
package io.tresen.local.sandbox;
