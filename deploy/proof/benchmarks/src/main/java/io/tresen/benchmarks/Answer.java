package io.tresen.benchmarks;

/**
 * What came back of an open-loop load.
 *
 * @param number of the request, from 0
 * @param intendedNs when it was meant to be sent, by {@link System#nanoTime}
 * @param endNs when the answer was whole
 * @param status 0 where the connection broke or nothing came in time
 */
public record Answer(long number, long intendedNs, long endNs, int status, String body) {}
