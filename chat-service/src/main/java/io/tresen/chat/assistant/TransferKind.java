package io.tresen.chat.assistant;

/** Who begins a transfer between persons. */
public enum TransferKind {
    /** The payer. */
    SEND,
    /** The payee, who asks for it. */
    REQUEST
}
