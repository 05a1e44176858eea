package io.tresen.catalog;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The first reading of a file, before any of its rows is imported: can it be read to its end, how many records has it, and
 * what do variations take from their parents, wherever these are. Parents go to the database, so memory stays bounded.
 */
@ApplicationScoped
class ImportSurveys {

    private static final int EVERY = 500;

    private final Database database;
    private final Imports imports;
    private final ImportFiles files;

    ImportSurveys(Database database, Imports imports, ImportFiles files) {
        this.database = database;
        this.imports = imports;
        this.files = files;
    }

    /** @throws UnreadableFile when the file can't be read to its end */
    void survey(ImportJob job, UUID worker) {
        RowRules rules = job.format().rules(job.currency());
        Map<String, ParentRow> parents = new LinkedHashMap<>();
        long records = 0;
        try (RecordFile file = job.format().open(files.open(job.importId()), rules)) {
            while (file.hasNext()) {
                CsvRow row = file.next();
                for (String reference : rules.parentReferences(row)) {
                    if (ProductRules.isGroup(reference)) {
                        parents.putIfAbsent(reference, storable(rules.asParent(row)));
                    }
                }
                if (++records % EVERY == 0) {
                    keep(job, worker, parents);
                }
            }
        }
        keep(job, worker, parents);
        long total = records;
        database.run(tx -> imports.total(tx, job, total));
    }

    private void keep(ImportJob job, UUID worker, Map<String, ParentRow> parents) {
        database.run(tx -> {
            imports.renew(tx, job, worker);
            imports.keepParents(tx, job, parents);
        });
        parents.clear();
    }

    /** What the database can hold; a text that is too long stays long enough to be refused. */
    private static ParentRow storable(ParentRow row) {
        return new ParentRow(
                cut(row.title()),
                cut(row.description()),
                cut(row.category()),
                cut(row.imageUrl()),
                row.hidden(),
                cut(row.brand()),
                row.optionNames().stream()
                        .map(name -> Objects.requireNonNullElse(cut(name), ""))
                        .toList());
    }

    private static String cut(String text) {
        if (text == null || !Text.isSound(text)) {
            return null;
        }
        int longest = ProductRules.DESCRIPTION + 1;
        return Text.length(text) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
