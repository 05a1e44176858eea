package io.tresen.order;

/** How an order is paid; {@code COD} is cash on delivery. */
public enum PaymentMethod {
    CARD,
    WALLET,
    COD
}
