/**
 * Orders and the process that takes one from its placing to its end.
 *
 * <p>Owns: orders, shipments, delivery addresses, the payment deadline, compensation, shops' rules and discount codes. Never touches stock rows or payment
 * providers; keeps copies of products, businesses and shoppers.
 *
 * <p>In: chat.conversation (checkouts, cancellations, sealed addresses), chat.business, chat.shopper, catalog.product,
 * catalog.reservation, payment.payment. Out: order.order, order.payment-request, order.rules, order.discount, dead
 * letters.
 *
 * <pre>
 * placed ──StockReserved──▶ awaiting_payment ──PaymentSucceeded──▶ confirmed ──▶ partially_shipped ─▶ shipped
 *   │ │ StockRejected          │ deadline ─▶ expired                  ▲  │                              │
 *   │ ▼                        │ cancelled by shopper or shop         │  └─ services only ──┐           ▼
 *   │ rejected                 ▼                                      │                     └────▶ delivered ──▶ returned
 *   │                       cancelled                                 │
 *   └── StockReserved, cash on delivery (with PaymentRequested) ──────┘
 *  confirmed, unshipped ─▶ cancelling ── stock released and payment settled ──▶ cancelled
 *  placed ─▶ cancelled, as from awaiting_payment       shipped ─▶ returned, as from delivered
 * </pre>
 *
 * <p>Each state is a record with a method per event ({@link io.tresen.order.OrderState}); OrderTransitionsTest has the whole
 * table. Places: this package is the domain and its stores, {@code rest} and {@code kafka} are its two edges, which don't
 * know each other, {@code timer} looks at the clock.
 */
package io.tresen.order;
