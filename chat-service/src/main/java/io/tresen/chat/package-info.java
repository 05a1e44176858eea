/**
 * chat-service: business presence (tenants, credentials, people, tokens), conversations, messages, carts, consent;
 * transfers of shoppers as a chat shows them; and copies of products, orders and payments that the assistant answers from. It calls
 * no other service.
 *
 * <p>Topics out: {@code chat.business.v1}, {@code chat.shopper.v1}, {@code chat.conversation.v1}, {@code chat.token.v1},
 * {@code chat.pushed.v1}. In, as copies: {@code catalog.product.v1}, {@code catalog.collection.v1},
 * {@code catalog.availability.v1}, {@code order.order.v1}, {@code order.rules.v1}, {@code order.discount.v1},
 * {@code payment.payment.v1}; in, as effects (notices):
 * {@code order.order.v1}, {@code payment.payment.v1}, {@code payment.transfer.v1}, {@code notification.notice.v1}; in, on every
 * replica: {@code chat.pushed.v1}, {@code chat.token.v1}. Out by HTTP: webhooks to the businesses' apps, what is said to shoppers who came
 * by WhatsApp, and codes to the operator's gateway, each written in the transaction of what it tells; pictures that products and
 * messages link are fetched when somebody looks at them.
 *
 * <p>Places: {@code assistant} decides what is answered and {@code message} what may be sent, purely; this package holds the
 * stores and the transactions of a conversation; {@code rest}, {@code cloudapi} (Meta's Graph API), {@code kafka},
 * {@code webhook} (what leaves for business apps), {@code whatsapp} (Meta itself), {@code web} (pages and pictures for browsers)
 * and {@code timer} (what happens by itself) are the edges.
 *
 * <p>A message comes in: an edge reads it into a {@code Posted} ─▶ {@code Receiving} ─▶ {@code Assistant} ─▶ {@code Changes};
 * what is said goes out: {@code Receiving}, {@code Sending} or {@code Telling} ─▶ {@code Conversations.save} ─▶ streams, channels,
 * business apps, topics.
 *
 * <pre>
 * conversation: bot ── human ──▶ human ── handover to assistant ──▶ bot     (closed: an inbound message opens it again)
 * checkout:     requested ── OrderPlaced ──▶ placed ── OrderRejected ──▶ rejected (the cart comes back)
 *                   └────── CheckoutDeclined ──▶ declined (the cart comes back)
 * transfer:     submitted ── TransferRequested ──▶ requested ── TransferPending ──▶ pending ── TransferPosted ──▶ posted
 *                   └────── TransferRefused ──▶ refused          (either: TransferVoided ▶ declined, cancelled; TransferExpired ▶ expired)
 * session:      begun ── renewed with its cookie, each time another ──▶ renewed      (a spent cookie, sign-out, removal: ended)
 * message out:  sent ──▶ delivered ──▶ read, or failed                      message in: received
 * </pre>
 */
package io.tresen.chat;
