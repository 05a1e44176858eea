package io.tresen.order;

/** Who asked for a change; {@code PLATFORM} is this service itself. */
public enum Actor {
    SHOPPER,
    SHOP,
    PLATFORM
}
