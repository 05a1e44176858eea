/**
 * What leaves for business apps: webhooks in Meta's envelope, and the handshake with an endpoint before it is told
 * anything. {@link io.tresen.messaging.webhook} delivers them, in order per conversation. Codes leave here too,
 * for the operator's gateway.
 */
package io.tresen.chat.webhook;
