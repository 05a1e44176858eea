/**
 * notification-service: who waits for which product, and whose turn it is to be told that it is back; and what businesses'
 * apps are told of orders and payments.
 *
 * <p>It owns subscriptions, waves, notices and these webhooks. In: {@code catalog.availability.v1},
 * {@code catalog.product.v1}, {@code chat.conversation.v1}, {@code chat.shopper.v1}, {@code chat.business.v1}; for webhooks
 * {@code order.order.v1}, {@code payment.payment.v1}. Out: {@code notification.notice.v1}; by HTTP, webhooks
 * ({@link io.tresen.messaging.webhook}).
 *
 * <pre>
 * subscription   waiting ──asked──▶ requested ──NoticeSent──▶ told
 *                  ▲ │                │  │
 *                  │ │                │  └─NoticeRefused (conversation-closed …)─▶ ended (refused)
 *                  └─┼─NoticeRefused (opted-out, product-hidden)
 *                    └─ given up, product removed (from requested too), 90 days ─▶ ended
 *                told ──NoticeFailed──▶ waiting, a day later; the third time ended (refused)
 *
 * notice         waiting ──NoticeSent──▶ sent
 *                   └──NoticeRefused──▶ suppressed ◀── opted-out or told within 24 h, before the chat was asked
 *                                        suppressed (undelivered) ◀──NoticeFailed── sent
 *
 * wave           none ──availability rises, somebody waits──▶ step due ──▶ step due in an interval … ──▶ none
 * </pre>
 *
 * <p><b>What a wave promises</b> (invariant I8): while something is available and somebody waits, a step is planned, at the
 * latest an interval ahead. Each change of availability, each new wish and each step keep that, under the lock of the
 * product's row in {@code product_wave}; that lock also makes one wave of what several replicas do. A step tells at most
 * what is available less what was told of in the last interval, so the first in line has its turn within an interval. That
 * a subscription is told at most once is a unique index; what did not arrive was not told.
 *
 * <p><b>Copy and effect</b>: two consumers read {@code catalog.availability.v1}, either may be ahead. The one that starts
 * waves compares each event with what <i>it</i> has seen before ({@code product_wave.available}), in order; it must not
 * ask the copy, which may have taken the rise in already (then it would see none) or have been rebuilt meanwhile. How many
 * are told is read at the moment of telling, from the copy or from the wave's own state, whichever is newer: a copy that
 * is ahead stops a wave for what was sold already, and one that lags does not hold a wave up. Where they differ, the one
 * behind catches up and its event plans a step again, so no rise is lost between them.
 *
 * <p><b>What was never counted</b> has no availability event (version 0), only {@code counted = false} in its snapshot; it
 * can always be had. {@code product_copy} says so to whoever asks, {@code product_wave} to the wave, by a consumer of its
 * own again: one who wished before the product was heard of is looked at when it turns out uncounted. From the first
 * availability event on only availability counts; a counted product whose first event has not come has nothing to be had.
 *
 * <p>A wish that crossed the restock on its way carries the version that the shopper saw. If what is known here is newer
 * and says available, the turn is now; if it is older, it says nothing, and a step an interval later settles it.
 */
package io.tresen.notification;
