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
    CODE
}
