package io.tresen.chat.assistant;

import java.util.UUID;

/** Whose number it is that a shopper wants to send money to or ask for some. */
public sealed interface Counterpart {

    /** A shopper of the same shop; maybe the one who asks. */
    record Known(UUID shopperId, String waId) implements Counterpart {}

    /** Nobody here has this number. */
    record Unknown() implements Counterpart {}

    /** Too many phone numbers that nobody has were named in this shop: only the numbers of the chat are looked up for a while. */
    record PhonesClosed() implements Counterpart {}

    /** This shopper named too many numbers that nobody has: nothing more is said of any number for a while. */
    record TooMany() implements Counterpart {}
}
