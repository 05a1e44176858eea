package io.tresen.catalog;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a small file by a format's rules, as an import does. */
final class Csv {

    private Csv() {}

    static List<RowResult> read(RowRules rules, String text) {
        Map<String, ParentRow> parents = new HashMap<>();
        for (CsvRow row : rows(rules, text)) {
            rules.parentReferences(row).forEach(reference -> parents.put(reference, rules.asParent(row)));
        }
        List<RowResult> results = new ArrayList<>();
        for (CsvRow row : rows(rules, text)) {
            try {
                results.add(rules.read(row, parents));
            } catch (RowFault fault) {
                results.add(new RowResult.Faulty(row.line(), rules.retailerId(row), fault.code(), fault.getMessage()));
            }
        }
        return results;
    }

    static RowResult one(RowRules rules, String text) {
        List<RowResult> all = read(rules, text);
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.get(0);
    }

    private static List<CsvRow> rows(RowRules rules, String text) {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvFile file = new CsvFile(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                rules.requiredColumns(),
                rules::column)) {
            file.forEachRemaining(rows::add);
        }
        return rows;
    }
}
