package io.tresen.catalog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries imports out, one at a time per business over all replicas. One whose worker died is taken by another once its
 * lease has run out, and goes on behind its last committed batch.
 */
@ApplicationScoped
public class ImportRuns {

    private static final Logger LOG = Logger.getLogger(ImportRuns.class);
    private static final int BATCH_ROWS = 250;
    private static final int BATCH_CHARS = 2_000_000;
    private static final long POLL_MS = 2_000;

    private final Database database;
    private final Imports imports;
    private final ImportFiles files;
    private final ImportSurveys surveys;
    private final ImportBatches batches;
    private final BusinessClock clock;
    private final int workers;
    private final Semaphore wakeups = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    ImportRuns(
            Database database,
            Imports imports,
            ImportFiles files,
            ImportSurveys surveys,
            ImportBatches batches,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.imports.workers", defaultValue = "1") int workers) {
        this.database = database;
        this.imports = imports;
        this.files = files;
        this.surveys = surveys;
        this.batches = batches;
        this.clock = clock;
        this.workers = workers;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(this::work, "import-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeups.release(workers);
        for (Thread thread : threads) {
            thread.join(5_000);
        }
    }

    /** There is something to import. Cheap; any thread. */
    public void wake() {
        wakeups.release();
    }

    private void work() {
        UUID worker = Ids.v7();
        while (!stopping) {
            boolean worked = false;
            try {
                worked = runNext(worker);
            } catch (RuntimeException e) {
                LOG.warnf("imports go on later: %s", Wordless.kind(e));
            }
            try {
                if (!worked && wakeups.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes the next import as far as it goes; false when there was none. */
    boolean runNext(UUID worker) {
        Optional<ImportJob> next = database.inTransaction(tx -> {
            imports.discardBroken(tx);
            return imports.take(tx, worker);
        });
        next.ifPresent(job -> run(job, worker));
        return next.isPresent();
    }

    private void run(ImportJob job, UUID worker) {
        long start = System.nanoTime();
        try {
            surveys.survey(job, worker);
            ImportJob ended = putAll(job, worker);
            if (!stopping) {
                end(ended, worker, null);
                LOG.infof(
                        "import %s: %d rows in %d ms",
                        job.importId(),
                        ended.doneRows() - job.doneRows(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        } catch (Imports.LostLease e) {
            LOG.infof("import %s is in other hands", job.importId());
            return;
        } catch (UnreadableFile e) {
            end(job, worker, e);
        } catch (RuntimeException e) {
            if (Outage.isOne(e)) {
                database.run(tx -> imports.putOff(tx, job, worker));
                throw e;
            }
            LOG.errorf(Wordless.of(e), "import %s failed", job.importId());
            end(job, worker, new UnreadableFile("failed", "The import failed; the service's log says why"));
        }
        database.run(tx -> imports.giveBack(tx, job, worker));
    }

    private void end(ImportJob job, UUID worker, UnreadableFile failure) {
        try {
            database.run(tx -> imports.end(tx, job, worker, failure, clock.now()));
        } catch (Imports.LostLease e) {
            LOG.infof("import %s is in other hands", job.importId());
        }
    }

    private ImportJob putAll(ImportJob taken, UUID worker) {
        ImportJob job = taken;
        RowRules rules = job.format().rules(job.currency());
        try (RecordFile file = job.format().open(files.open(job.importId()), rules)) {
            for (long done = 0; done < taken.doneRows() && file.hasNext(); done++) {
                file.next();
            }
            List<CsvRow> rows = new ArrayList<>();
            int chars = 0;
            while (file.hasNext() && !stopping) {
                CsvRow row = file.next();
                rows.add(row);
                chars += row.size();
                if (rows.size() == BATCH_ROWS || chars > BATCH_CHARS) {
                    job = batches.put(job, worker, rules, file.width(), rows);
                    rows.clear();
                    chars = 0;
                }
            }
            if (!rows.isEmpty() && !stopping) {
                job = batches.put(job, worker, rules, file.width(), rows);
            }
        }
        return job;
    }
}
