package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A payout statement is of one moment, however much is booked while it is read. */
@QuarkusTest
class PayoutSnapshotIT extends ServiceUnderTest {

    private static final Instant FROM = Instant.parse("2025-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Instant EARLY = FROM.plusSeconds(1);
    private static final Instant LATE = TO.minusSeconds(1);

    @Inject
    LedgerTransfers ledger;

    /** One sale at the period's beginning and one at its end, in one transaction: whoever sees one sees the other. */
    private void pair() {
        database.run(tx -> {
            ledger.post(tx, business, List.of(Sales.byCard(777)), EARLY);
            ledger.post(tx, business, List.of(Sales.byCard(777)), LATE);
        });
    }

    @Test
    void what_is_booked_while_the_file_is_written_is_in_it_as_a_whole_or_not_at_all() throws Exception {
        List<Transfer> between = new ArrayList<>();
        for (int i = 0; i < 2_100; i++) {
            between.add(Sales.byCard(1));
        }
        database.run(tx -> ledger.post(tx, business, between, FROM.plusSeconds(86_400)));
        // a database that has been at work for a minute knows how much is in its tables
        database.run(tx -> tx.update("analyze ledger_account, ledger_transfer, ledger_entry"));
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> booking = threads.submit(() -> {
            while (!over.get()) {
                pair();
            }
        });
        try {
            for (int i = 0; i < 10; i++) {
                String csv = given().header("Authorization", bearer())
                        .accept("text/csv")
                        .queryParam("from", FROM.toString())
                        .queryParam("to", TO.toString())
                        .get("/payments/v1/payouts")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                assertEquals(lines(csv, EARLY), lines(csv, LATE), "file " + i);
            }
        } finally {
            over.set(true);
            booking.get(20, TimeUnit.SECONDS);
            threads.shutdown();
        }
    }

    private static long lines(String csv, Instant at) {
        return csv.lines().filter(line -> line.startsWith(at.toString())).count();
    }
}
