package io.tresen.payment;

/** What is told of an order's money. */
public record PaymentFact(PaymentOrder order, PaymentEvent event) {}
