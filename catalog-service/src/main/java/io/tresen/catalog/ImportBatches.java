package io.tresen.catalog;

import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Imports rows a batch at a time: their effects, their events and the import's progress are one transaction. */
@ApplicationScoped
class ImportBatches {

    private static final Logger LOG = Logger.getLogger(ImportBatches.class);

    private final Database database;
    private final Imports imports;
    private final Products products;
    private final BusinessClock clock;

    ImportBatches(Database database, Imports imports, Products products, BusinessClock clock) {
        this.database = database;
        this.imports = imports;
        this.products = products;
        this.clock = clock;
    }

    /**
     * Imports rows and returns the job behind them. A batch that fails for another reason than an outage is halved until
     * the row stands alone, which is then rejected.
     */
    ImportJob put(ImportJob job, UUID worker, RowRules rules, int width, List<CsvRow> rows) {
        try {
            database.run(tx -> put(tx, job, worker, rules, width, rows));
            return job.after(rows.size());
        } catch (RuntimeException e) {
            if (Outage.isOne(e) || e instanceof Imports.LostLease) {
                throw e;
            }
            if (rows.size() > 1) {
                int half = rows.size() / 2;
                ImportJob between = put(job, worker, rules, width, rows.subList(0, half));
                return put(between, worker, rules, width, rows.subList(half, rows.size()));
            }
            LOG.errorf(
                    Wordless.of(e),
                    "import %s can't take the row of line %d",
                    job.importId(),
                    rows.get(0).line());
            return reject(job, worker, rules, rows.get(0));
        }
    }

    private ImportJob reject(ImportJob job, UUID worker, RowRules rules, CsvRow row) {
        ImportTally tally = new ImportTally();
        tally.reject(job.doneRows() + 1, row.line(), rules.retailerId(row), "failed", "the row could not be stored");
        database.run(tx -> {
            imports.renew(tx, job, worker);
            imports.progress(tx, job, tally);
        });
        return job.after(1);
    }

    private void put(Tx tx, ImportJob job, UUID worker, RowRules rules, int width, List<CsvRow> rows) {
        imports.renew(tx, job, worker);
        Map<String, ParentRow> parents = imports.parents(
                tx,
                job,
                rows.stream().map(rules::parentOf).filter(ProductRules::isGroup).collect(Collectors.toSet()));
        ImportTally tally = new ImportTally();
        List<Numbered> wanted = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            CsvRow row = rows.get(i);
            long no = job.doneRows() + i + 1;
            try {
                if (row.isTooWide(width)) {
                    throw new RowFault("too-many-fields", "the record has more fields than the header");
                }
                RowResult result = rules.read(row, parents);
                if (result instanceof RowResult.Skipped skipped) {
                    tally.skip(no, skipped);
                } else {
                    wanted.add(new Numbered(no, (RowResult.Wanted) result));
                }
            } catch (RowFault fault) {
                tally.reject(no, row.line(), rules.retailerId(row), fault.code(), fault.getMessage());
            }
        }
        store(tx, job, firstOnes(tx, job, wanted, tally), tally);
        imports.progress(tx, job, tally);
    }

    private record Numbered(long no, RowResult.Wanted row) {}

    private List<Numbered> firstOnes(Tx tx, ImportJob job, List<Numbered> wanted, ImportTally tally) {
        if (wanted.isEmpty()) {
            return wanted;
        }
        Set<Long> first = imports.firstUses(
                tx,
                job,
                wanted.stream()
                        .map(one ->
                                RetailerId.productId(job.businessId(), one.row().retailerId()))
                        .toList(),
                wanted.stream().map(Numbered::no).toList());
        List<Numbered> kept = new ArrayList<>();
        for (Numbered one : wanted) {
            if (first.contains(one.no())) {
                kept.add(one);
            } else {
                tally.reject(
                        one.no(),
                        one.row().line(),
                        one.row().retailerId(),
                        "duplicate-retailer-id",
                        "the file has used this id before");
            }
        }
        return kept;
    }

    private void store(Tx tx, ImportJob job, List<Numbered> wanted, ImportTally tally) {
        if (wanted.isEmpty()) {
            return;
        }
        List<PutResult> results = products.put(
                tx,
                job.businessId(),
                wanted.stream()
                        .map(one -> ProductPut.row(
                                one.row().retailerId(),
                                one.row().facts(),
                                one.row().stock()))
                        .toList(),
                null,
                clock.now());
        for (int i = 0; i < results.size(); i++) {
            PutResult result = results.get(i);
            Numbered one = wanted.get(i);
            if (result.rejection() == null) {
                tally.count(result.outcome());
                note(one, result, tally);
            } else {
                tally.reject(
                        one.no(),
                        one.row().line(),
                        one.row().retailerId(),
                        result.rejection().code(),
                        result.rejection().title());
            }
        }
    }

    /** A product whose stock the shop counts elsewhere, and which is not counted here or has none: nobody would see why. */
    private static void note(Numbered one, PutResult result, ImportTally tally) {
        boolean created = result.outcome() == PutResult.Outcome.CREATED;
        boolean counted = result.product().shelf().counted();
        if (one.row().stock() == StockWord.COUNTED && (created || !counted)) {
            tally.note(
                    one.no(),
                    one.row(),
                    "stock-not-in-file",
                    "the file says that it is counted, not how many there are; "
                            + (counted ? "it has none until you say" : "it stays uncounted until you say"));
        }
    }
}
