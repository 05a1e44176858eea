package io.tresen.chat.assistant;

/** What can be said to a transfer by a tap. A payer's yes is no such answer: it is the PIN on the wallet's page. */
public enum TransferAnswer {
    /** By the payee of what was sent. */
    ACCEPTED,
    /** By whoever is asked. */
    DECLINED,
    /** By whoever began. */
    CANCELLED
}
