package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.SignInTries;
import io.tresen.chat.StaffSessions;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets sessions that have ended, and tries that are too old to count. */
@ApplicationScoped
public class EndedSessions {

    private final StaffSessions sessions;
    private final SignInTries tries;
    private final Database database;

    EndedSessions(StaffSessions sessions, SignInTries tries, Database database) {
        this.sessions = sessions;
        this.tries = tries;
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        database.run(tx -> {
            sessions.forgetEnded(tx, Instant.now());
            tries.forgetOld(tx, Instant.now());
        });
    }
}
