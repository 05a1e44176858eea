package io.tresen.proof.report;

import java.util.List;

/**
 * A table of figures in a report.
 *
 * @param rows numbers and words, each row as long as the columns
 */
public record Grid(String title, List<String> columns, List<List<Object>> rows) {}
