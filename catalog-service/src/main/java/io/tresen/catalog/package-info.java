/**
 * Owns products and their variants, prices, collections by hand, imports, stock and reservations, and
 * the feed for Meta's catalog with its keys. Knows no order's status
 * and calls no other service.
 *
 * <p>Topics out: {@code catalog.product.v1} (snapshots, tombstones), {@code catalog.collection.v1} (likewise), {@code
 * catalog.availability.v1} (one event a change of {@code available}, with a version of its own), {@code
 * catalog.reservation.v1} (the answers to an order). Topics in: {@code order.order.v1} (reserve, release, claim, restock),
 * {@code chat.business.v1} (a copy: currency, country, language).
 *
 * <p>A line of a reservation:
 *
 * <pre>
 *  OrderPlaced, everything there ──▶ held ──OrderShipped (goods), OrderDelivered (services)──▶ claimed ──OrderReturned──▶ restocked
 *  OrderPlaced, something short ──▶ nothing is kept     └──OrderExpired, OrderCancelled, OrderCancellationStarted──▶ released
 * </pre>
 *
 * <p>A product's row in {@code stock} is its lock. Whoever changes products or stock (the consumer of orders, a PUT, an import) locks
 * these rows first and in the order (business, product), so that no two of them deadlock.
 *
 * <p>An order's reservation has another lock: the order's row in {@code inbox_key} of the consumer {@code catalog.stock}. All that is
 * written to {@code reservation} is written by that consumer's inbox, an operator's replay included, which holds the row {@code for
 * update} from before the reservation is read. Nobody else may write there.
 */
package io.tresen.catalog;
