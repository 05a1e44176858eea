package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which import is worked on when: one of a business at a time, and none holds up others or is lost. */
@QuarkusTest
class ImportTurnsIT extends ImportsUnderTest {

    @Inject
    Imports imports;

    @Inject
    ImportFiles files;

    @Test
    void anImportThatCanNotGoOnLetsThoseOfOthersPass() {
        // the database is away for this business alone
        database.run(tx -> {
            tx.update(
                    """
                    create function away() returns trigger language plpgsql as
                    $$ begin raise exception 'away' using errcode = '57P03'; end $$""");
            tx.update("create trigger away before update of total on import_job for each row when (new.business_id = '"
                    + shop.id + "') execute function away()");
        });
        String stuck;
        try {
            stuck = start("tresen-csv", (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
            Shop other = new Shop();
            String behind = other.asBusiness()
                    .contentType("text/csv")
                    .body(HEADER + "a,Tea,,5,1\n")
                    .post("/catalog/v1/imports?format=tresen-csv")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            await().atMost(Duration.ofSeconds(30)).until(() -> "done"
                    .equals(other.asBusiness().get(behind).then().extract().path("state")));
            shop.asBusiness().get(stuck).then().body("state", equalTo("running"));
        } finally {
            database.run(tx -> tx.update("drop function away() cascade"));
        }
        awaitEnd(stuck).body("created", equalTo(1));
    }

    @Test
    void anImportWhoseWorkerDiedGoesOnBehindItsLastBatch() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 600; i++) {
            file.append("p-").append(i).append(",Product,,5.00,1\n");
        }
        UUID id = uploading();
        files.add(id, 0, file.toString().getBytes(StandardCharsets.UTF_8));
        // as a worker leaves it that died after two batches: counted, its lease not yet over for a moment
        database.run(tx -> {
            tx.update(
                    """
                    update import_job set state = 'running', worker = $2, leased_until = now() + interval '1 second',
                      done_rows = 500, created = 500 where import_id = $1""",
                    id,
                    UUID.randomUUID());
        });
        awaitEnd("/catalog/v1/imports/" + id).body("rows", equalTo(600)).body("created", equalTo(600));
        shop.get("p-499").then().statusCode(404);
        shop.get("p-500").then().statusCode(200);
        shop.get("p-599").then().statusCode(200);
    }

    @Test
    void aBusinesssImportsRunOneAfterAnother() {
        String first = start("tresen-csv", (HEADER + "a,First,,5,1\n").getBytes(StandardCharsets.UTF_8));
        String second = start("tresen-csv", (HEADER + "a,Second,,5,1\n").getBytes(StandardCharsets.UTF_8));
        awaitEnd(first).body("created", equalTo(1));
        awaitEnd(second).body("updated", equalTo(1));
        shop.get("a").then().body("title", equalTo("Second"));
    }

    @Test
    void theFileThatWasWholeLastIsImportedLast() {
        UUID slow = uploading();
        UUID fast = uploading();
        files.add(slow, 0, (HEADER + "a,Slow,,5,1\n").getBytes(StandardCharsets.UTF_8));
        files.add(fast, 0, (HEADER + "a,Fast,,5,1\n").getBytes(StandardCharsets.UTF_8));
        database.run(tx -> imports.ready(tx, fast));
        database.run(tx -> imports.ready(tx, slow));
        awaitEnd("/catalog/v1/imports/" + fast);
        awaitEnd("/catalog/v1/imports/" + slow);
        shop.get("a").then().body("title", equalTo("Slow"));
    }

    @Test
    void anImportWaitsWhileAnotherOfTheBusinessIsWorkedOn() {
        UUID first = uploading();
        UUID second = uploading();
        for (UUID id : List.of(first, second)) {
            files.add(id, 0, (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
        }
        // as two replicas may have left it: the later one is in the hands of a worker that does not answer any more
        Instant leased = database.inTransaction(tx -> {
            tx.update(
                    """
                    update import_job set state = 'running', worker = case when import_id = $2 then $3::uuid end,
                      leased_until = case when import_id = $2 then now() + interval '3 seconds' end
                    where import_id in ($1, $2)""",
                    first,
                    second,
                    UUID.randomUUID());
            return tx.one("select leased_until from import_job where import_id = $1", second)
                    .orElseThrow()
                    .getOffsetDateTime("leased_until")
                    .toInstant();
        });
        awaitEnd("/catalog/v1/imports/" + first).body("created", equalTo(1));
        Instant ended = database.read(tx -> tx.one("select ended_at from import_job where import_id = $1", first))
                .orElseThrow()
                .getOffsetDateTime("ended_at")
                .toInstant();
        assertTrue(ended.isAfter(leased), "ended at " + ended + " beside the one that is leased until " + leased);
        awaitEnd("/catalog/v1/imports/" + second).body("unchanged", equalTo(1));
    }

    @Test
    void aSlowUploadIsAliveAsLongAsSomethingOfItComes() {
        UUID id = uploading();
        makeOld(id);
        assertTrue(files.add(id, 0, HEADER.getBytes(StandardCharsets.UTF_8)));
        database.run(imports::discardBroken);
        assertTrue(files.add(id, 1, "a,Tea,,5,1\n".getBytes(StandardCharsets.UTF_8)));
        makeOld(id);
        database.run(imports::discardBroken);
        assertFalse(files.add(id, 2, "b,Pot,,5,1\n".getBytes(StandardCharsets.UTF_8)), "given up, and said so");
        boolean ready = database.inTransaction(tx -> imports.ready(tx, id));
        assertFalse(ready, "no 202 for a file that is gone");
    }

    private UUID uploading() {
        UUID id = UUID.randomUUID();
        database.run(tx ->
                imports.begin(tx, shop.id, id, ImportFormat.TRESEN_CSV, "EUR", Instant.parse("2026-01-01T00:00:00Z")));
        return id;
    }

    private void makeOld(UUID id) {
        database.run(tx ->
                tx.update("update import_job set uploaded_at = now() - interval '2 hours' where import_id = $1", id));
    }
}
