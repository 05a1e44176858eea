package io.tresen.proof.report;

/**
 * One line of a report.
 *
 * @param what was done, or checked
 * @param attempted how often
 * @param violated how often what had to hold did not
 */
public record Row(String what, long attempted, long violated) {}
