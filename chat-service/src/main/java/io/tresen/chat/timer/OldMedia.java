package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.MediaFiles;
import io.tresen.chat.ShoppersPictures;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Removes uploaded media after 30 days of business time, as Meta does (page cloud-api/reference/media); what a shopper uploaded
 * and did not send, after an hour.
 */
@ApplicationScoped
public class OldMedia {

    private static final Duration KEPT = Duration.ofDays(30);

    private final MediaFiles media;
    private final ShoppersPictures pictures;
    private final Database database;
    private final BusinessClock clock;

    OldMedia(MediaFiles media, ShoppersPictures pictures, Database database, BusinessClock clock) {
        this.media = media;
        this.pictures = pictures;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void remove() {
        Instant now = clock.now();
        all(tx -> media.removeOlder(tx, now.minus(KEPT)));
        all(tx -> pictures.removeUnsent(tx, now));
    }

    private void all(ToIntFunction<Tx> some) {
        int removed;
        do {
            removed = database.inTransaction(some::applyAsInt);
        } while (removed > 0);
    }
}
