/**
 * The channel to WhatsApp by Meta's Cloud API (ADR 11). In: {@link io.tresen.chat.whatsapp.MetaWebhook} →
 * {@link io.tresen.chat.whatsapp.MetaDelivery} → {@link io.tresen.chat.whatsapp.Arrivals} → {@code Receiving}. Out:
 * {@link io.tresen.chat.whatsapp.Sends}, rows written with the message → {@link io.tresen.chat.whatsapp.SendWorker} →
 * {@link io.tresen.chat.whatsapp.Rendering} through {@link io.tresen.chat.whatsapp.Capabilities} →
 * {@link io.tresen.chat.whatsapp.GraphCalls}.
 *
 * <pre>
 * send: waiting ── id told, or a status that echoes ours ──▶ sent
 *          │ ▲ └── refused, or not in 24 h ──▶ failed
 *  no answer │
 *          ▼ │ nothing heard in a minute: once more; after the second silence ──▶ failed
 *         waiting, begun
 * </pre>
 */
package io.tresen.chat.whatsapp;
