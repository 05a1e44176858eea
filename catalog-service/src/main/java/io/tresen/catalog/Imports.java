package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All SQL of running imports. Leases are on the wall clock; a worker that lost its lease changes nothing any more. */
@ApplicationScoped
public class Imports {

    static final int LEASE_S = 60;
    private static final int PUT_OFF_S = 10;

    /** Makes an import that nobody sees before its file is whole. */
    public void begin(Tx tx, UUID businessId, UUID importId, ImportFormat format, String currency, Instant now) {
        tx.update(
                """
                insert into import_job (import_id, business_id, format, currency, state, created_at)
                values ($1, $2, $3, $4, 'uploading', $5)""",
                importId,
                businessId,
                format.word(),
                currency,
                StockRows.utc(now));
    }

    /**
     * The file is whole: the import takes its place in the line, behind those whose files were whole before. Answers false
     * when the upload was given up in the meantime.
     */
    public boolean ready(Tx tx, UUID importId) {
        return tx.update(
                        "update import_job set state = 'running', position = default"
                                + " where import_id = $1 and state = 'uploading'",
                        importId)
                == 1;
    }

    /** A piece has come: the upload is alive. Answers false when it was given up in the meantime. */
    boolean alive(Tx tx, UUID importId) {
        return tx.update(
                        "update import_job set uploaded_at = now() where import_id = $1 and state = 'uploading'",
                        importId)
                == 1;
    }

    /** Forgets an upload that came to nothing. */
    public void discard(Tx tx, UUID importId) {
        tx.update("delete from import_job where import_id = $1 and state = 'uploading'", importId);
    }

    /** Forgets uploads of which nothing has come for an hour. */
    void discardBroken(Tx tx) {
        tx.update("delete from import_job where state = 'uploading' and uploaded_at < now() - interval '1 hour'");
    }

    /** Takes the next import that nobody works on; of each business only its oldest, and none beside another. */
    Optional<ImportJob> take(Tx tx, UUID worker) {
        return tx.one(
                        """
                        update import_job set worker = $1, leased_until = now() + make_interval(secs => $2)
                        where import_id = (
                          select import_id from import_job j
                          where state = 'running' and (leased_until is null or leased_until < now())
                            and not exists (select 1 from import_job k where k.business_id = j.business_id
                              and k.state = 'running' and k.import_id <> j.import_id
                              and (k.position < j.position or k.leased_until >= now()))
                          order by position limit 1 for update skip locked)
                        returning import_id, business_id, format, currency, done_rows""",
                        worker,
                        (double) LEASE_S)
                .map(Imports::job);
    }

    /** Holds on to an import. @throws LostLease when it is in other hands */
    void renew(Tx tx, ImportJob job, UUID worker) {
        int held = tx.update(
                """
                update import_job set leased_until = now() + make_interval(secs => $4)
                where import_id = $1 and worker = $2 and state = 'running' and done_rows = $3""",
                job.importId(),
                worker,
                job.doneRows(),
                (double) LEASE_S);
        if (held == 0) {
            throw new LostLease();
        }
    }

    /** Gives an import back, so that somebody goes on with it at once. */
    void giveBack(Tx tx, ImportJob job, UUID worker) {
        tx.update(
                "update import_job set leased_until = null where import_id = $1 and worker = $2",
                job.importId(),
                worker);
    }

    /**
     * Gives an import back that can't go on for now. It rests for some seconds, during which those of other businesses have
     * their turn: what the outage is may be this file's alone.
     */
    void putOff(Tx tx, ImportJob job, UUID worker) {
        tx.update(
                """
                update import_job set leased_until = now() + make_interval(secs => $3)
                where import_id = $1 and worker = $2 and state = 'running'""",
                job.importId(),
                worker,
                (double) PUT_OFF_S);
    }

    /** Somebody else works on the import. */
    static final class LostLease extends RuntimeException {}

    void total(Tx tx, ImportJob job, long records) {
        tx.update("update import_job set total = $2 where import_id = $1", job.importId(), records);
    }

    /**
     * Which of these ids the file uses for the first time; of equal ones the first record.
     *
     * @param numbers of the records in the file, kept as {@code line}: several records of XML may begin in one line
     * @return numbers
     */
    Set<Long> firstUses(Tx tx, ImportJob job, List<UUID> products, List<Long> numbers) {
        Set<Long> first = new HashSet<>();
        for (Row row : tx.query(
                """
                insert into import_seen (import_id, product_id, line)
                select $1, product_id, line from unnest($2::uuid[], $3::bigint[]) as n (product_id, line) order by line
                on conflict do nothing returning line""",
                job.importId(),
                products.toArray(UUID[]::new),
                numbers.toArray(Long[]::new))) {
            first.add(row.getLong("line"));
        }
        return first;
    }

    void keepParents(Tx tx, ImportJob job, Map<String, ParentRow> parents) {
        tx.batch(
                """
                insert into import_parent (import_id, reference, title, description, category, image_url, hidden, brand,
                  option_names)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""",
                parents.entrySet().stream()
                        .map(entry -> new Object[] {
                            job.importId(),
                            entry.getKey(),
                            entry.getValue().title(),
                            entry.getValue().description(),
                            entry.getValue().category(),
                            entry.getValue().imageUrl(),
                            entry.getValue().hidden(),
                            entry.getValue().brand(),
                            entry.getValue().optionNames().toArray(String[]::new)
                        })
                        .toList());
    }

    Map<String, ParentRow> parents(Tx tx, ImportJob job, Collection<String> references) {
        Map<String, ParentRow> parents = new HashMap<>();
        if (!references.isEmpty()) {
            for (Row row : tx.query(
                    "select * from import_parent where import_id = $1 and reference = any($2::text[])",
                    job.importId(),
                    references.toArray(String[]::new))) {
                parents.put(
                        row.getString("reference"),
                        new ParentRow(
                                row.getString("title"),
                                row.getString("description"),
                                row.getString("category"),
                                row.getString("image_url"),
                                row.getBoolean("hidden"),
                                row.getString("brand"),
                                optionNames(row)));
            }
        }
        return parents;
    }

    /** None where an instance of the version before made the row. */
    private static List<String> optionNames(Row row) {
        String[] names = row.getArrayOfStrings("option_names");
        return names == null ? List.of() : List.of(names);
    }

    /** Writes what a batch came to; the caller's transaction holds the rows' effects as well. */
    void progress(Tx tx, ImportJob job, ImportTally tally) {
        tx.send(
                """
                update import_job set created = created + $2, updated = updated + $3, unchanged = unchanged + $4,
                  skipped = skipped + $5, rejected = rejected + $6, done_rows = done_rows + $2 + $3 + $4 + $5 + $6
                where import_id = $1""",
                job.importId(),
                tally.created,
                tally.updated,
                tally.unchanged,
                tally.skipped,
                tally.rejected);
        List<ImportTally.Problem> problems = tally.problems;
        if (!problems.isEmpty()) {
            tx.send(
                    """
                    insert into import_problem (import_id, no, line, retailer_id, code, detail)
                    select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[])""",
                    job.importId(),
                    problems.stream().map(ImportTally.Problem::row).toArray(Long[]::new),
                    problems.stream().map(ImportTally.Problem::line).toArray(Long[]::new),
                    problems.stream().map(ImportTally.Problem::retailerId).toArray(String[]::new),
                    problems.stream().map(ImportTally.Problem::code).toArray(String[]::new),
                    problems.stream().map(ImportTally.Problem::detail).toArray(String[]::new));
        }
    }

    /**
     * Ends an import and drops its file.
     *
     * @param failure null when it is done
     * @throws LostLease when it is in other hands
     */
    void end(Tx tx, ImportJob job, UUID worker, UnreadableFile failure, Instant now) {
        int ended = tx.update(
                """
                update import_job set state = $2, failure_code = $3, failure_detail = $4, ended_at = $5,
                  leased_until = null where import_id = $1 and worker = $6 and state = 'running'""",
                job.importId(),
                failure == null ? "done" : "failed",
                failure == null ? null : failure.code(),
                failure == null ? null : failure.getMessage(),
                StockRows.utc(now),
                worker);
        if (ended == 0) {
            throw new LostLease();
        }
        for (String table : List.of("import_chunk", "import_seen", "import_parent")) {
            tx.update("delete from " + table + " where import_id = $1", job.importId());
        }
    }

    private static ImportJob job(Row row) {
        return new ImportJob(
                row.getUUID("import_id"),
                row.getUUID("business_id"),
                ImportFormat.of(row.getString("format")).orElseThrow(),
                row.getString("currency"),
                row.getLong("done_rows"));
    }
}
