/**
 * The edge for people: pages that a browser shows. What a page shows it fetches by the
 * interface; the pictures that products and messages link come from our own origin and are kept on disk for a while. The
 * address page alone takes something, and it becomes a message of its conversation.
 */
package io.tresen.chat.web;
