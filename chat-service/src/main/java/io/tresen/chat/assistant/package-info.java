/**
 * The shop assistant (INTERFACE 5) as pure decisions: what a shopper said, what is known, and from these what is answered
 * and what changes. Nothing here reads a database, a clock or chance; texts are in {@code phrases/*.properties}.
 */
package io.tresen.chat.assistant;
