package io.tresen.messaging.time;

/** CDI event: business time jumped (local platform only), so whoever waits for a time looks again at once. */
public record ClockMoved(long offsetS) {}
