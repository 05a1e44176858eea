/**
 * Meta's messages, purely: what a business may send, its bounds, and what is refused by which of Meta's codes. Knows nothing
 * but Jackson's tree. The same rules hold for every sender and every channel.
 */
package io.tresen.chat.message;
