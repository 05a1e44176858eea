package io.tresen.order;

/** CDI event: what a shopper asked for in the chat waits, committed, for what this service has not heard of yet. */
public record CommandWaits() {}
