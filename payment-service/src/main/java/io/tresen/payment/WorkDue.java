package io.tresen.payment;

/** CDI event after a commit: there may be something to ask the provider. */
public record WorkDue() {}
