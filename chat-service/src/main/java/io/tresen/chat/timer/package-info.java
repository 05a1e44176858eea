/** What happens by itself after a while. */
package io.tresen.chat.timer;
