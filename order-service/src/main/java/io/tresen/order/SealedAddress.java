package io.tresen.order;

/** What chat-service seals for this service beside order id and business id (DESIGN 4). */
public record SealedAddress(Address deliveryAddress) {}
