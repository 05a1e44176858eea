/** Threads that look at what is due again and again, and how one look goes on past what fails. */
package io.tresen.messaging.timer;
