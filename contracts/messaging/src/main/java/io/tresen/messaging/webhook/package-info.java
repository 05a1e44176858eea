/**
 * Tells business apps by HTTP what happened (INTERFACE 4 and 9); knows no business word. A row written in the transaction
 * of the fact ({@link io.tresen.messaging.webhook.WebhookQueue}) is sent until the app's endpoint has answered 2xx, for at
 * most 7 days: at least once, with the same bytes and id, in order per lane.
 *
 * <pre>
 * delivery   waiting ──2xx within 5 s──▶ delivered ──┐
 *             ▲ │ ▲ └─anything else─▶ (waiting)      ├──30 days──▶ gone
 *             │ └─────7 days, or endpoint gone──▶ failed
 *             └──────────replay, from delivered or failed
 *
 * lane       due ──leased by a replica──▶ called ──answered──▶ due again, or gone when nothing waits in it
 *                                           └──lease over──▶ due (another replica takes it)
 * </pre>
 */
package io.tresen.messaging.webhook;
