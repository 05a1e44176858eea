package io.tresen.catalog;

import java.util.List;
import java.util.Map;

/**
 * A record of a CSV file.
 *
 * @param line physical line where it begins; the header is line 1
 * @param columns column name to index
 */
record CsvRow(long line, Map<String, Integer> columns, List<String> cells) {

    /** What a cell takes in memory beside its characters, in characters. */
    static final int CELL = 64;

    /** True when the file has this column. */
    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The cell as written; "" where the file or the record has none. */
    String raw(String column) {
        Integer index = columns.get(column);
        return index == null || index >= cells.size() ? "" : cells.get(index);
    }

    /** The cell without blanks around it. */
    String get(String column) {
        return raw(column).strip();
    }

    /** The cell, null when it is blank. */
    String orNull(String column) {
        String cell = get(column);
        return cell.isEmpty() ? null : cell;
    }

    /** How many characters it holds, empty cells being some too, for bounds on memory. */
    int size() {
        return cells.stream().mapToInt(cell -> CELL + cell.length()).sum();
    }

    /** True when it has more cells than the header and they hold something: an unquoted comma shifted them. */
    boolean isTooWide(int width) {
        return cells.size() > width
                && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank());
    }
}
