package io.tresen.chat.assistant;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What the assistant waits for. The version before reads it from the same row while a roll-out or a way back is under way, and
 * one older than this refuses words that it does not know: what is new is asked beside it, as {@link TransferQuestion} is.
 */
public enum Step {
    /** Nothing in particular; also a word of a later version. */
    @JsonEnumDefaultValue
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
