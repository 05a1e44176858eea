package io.tresen.payment;

/** CDI event: something was booked and committed, so statements have lines to come. */
public record LedgerBooked() {}
