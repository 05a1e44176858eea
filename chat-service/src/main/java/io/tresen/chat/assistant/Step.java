package io.tresen.chat.assistant;

/** What the assistant waits for. */
public enum Step {
    /** Nothing in particular. */
    NONE,
    /** The address form of a checkout. */
    ADDRESS,
    /** The choice of payment. */
    PAYMENT,
    /** A yes to a changed total. */
    CONFIRM,
    /** A discount code as the next text. */
    CODE,
    /** Whom and how much, to send money. */
    SEND,
    /** The same, after it could not be understood once. */
    SEND_AGAIN,
    /** Whom and how much, to ask for money. */
    REQUEST,
    /** The same, after it could not be understood once. */
    REQUEST_AGAIN;

    boolean asksTransfer() {
        return this == SEND || this == SEND_AGAIN || this == REQUEST || this == REQUEST_AGAIN;
    }
}
