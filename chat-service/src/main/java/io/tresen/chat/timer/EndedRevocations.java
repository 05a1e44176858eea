package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.Revocations;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets revoked tokens that could neither be used nor renewed any more, with a tombstone each. */
@ApplicationScoped
public class EndedRevocations {

    private final Revocations revocations;
    private final Database database;

    EndedRevocations(Revocations revocations, Database database) {
        this.revocations = revocations;
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        int forgotten;
        do {
            forgotten = database.inTransaction(tx -> revocations.forgetEnded(tx, Instant.now()));
        } while (forgotten > 0);
    }
}
