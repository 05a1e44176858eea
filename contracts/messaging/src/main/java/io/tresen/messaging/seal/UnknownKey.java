package io.tresen.messaging.seal;

/**
 * Sealed to a key that this service has not got: a mistake, or a rotation that has not come so far. It may open later, so
 * whoever can wait does; for whoever can't it is the record's own fault like any other {@link Unsealable}.
 */
public final class UnknownKey extends Unsealable {
    UnknownKey() {
        super("there is no key of this id");
    }
}
