/**
 * The edge that speaks Meta's Graph API (INTERFACE 4): {@code /chat/v{N}.{N}/…}, and the same at the root of the origin. Its
 * errors are Meta's error object ({@link io.tresen.chat.cloudapi.GraphErrors}), whoever finds the fault.
 *
 * <p>What a business app may send needs no consent of the shopper; what they tap on in it does: catalog, cart and pay answer
 * with the terms until they are accepted, whoever's message offered the tap (INTERFACE 5).
 */
package io.tresen.chat.cloudapi;
