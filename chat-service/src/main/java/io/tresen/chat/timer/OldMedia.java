package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.MediaFiles;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Removes uploaded media after 30 days of business time, as Meta does (page cloud-api/reference/media). */
@ApplicationScoped
public class OldMedia {

    private static final Duration KEPT = Duration.ofDays(30);

    private final MediaFiles media;
    private final Database database;
    private final BusinessClock clock;

    OldMedia(MediaFiles media, Database database, BusinessClock clock) {
        this.media = media;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void remove() {
        Instant before = clock.now().minus(KEPT);
        int removed;
        do {
            removed = database.inTransaction(tx -> media.removeOlder(tx, before));
        } while (removed > 0);
    }
}
