package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The inbox does not grow for ever, and forgets nothing that may still come again. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class PurgeIT {

    @Inject
    Database database;

    @Inject
    Purge purge;

    private final String consumer = "order.purged-" + UUID.randomUUID();

    @Test
    void whatOutlivedItsTopicGoesAndTheRestStays() {
        UUID stays = UUID.randomUUID();
        know(UUID.randomUUID(), "-1 day");
        know(UUID.randomUUID(), "-1 second");
        know(stays, "1 minute");
        while (purge.purgeSome() > 0) {
            // all that is there to go
        }
        assertEquals(List.of(stays), known());
    }

    private void know(UUID event, String expires) {
        database.run(tx -> tx.update(
                "insert into inbox_event (consumer, event_id, expires_at) values ($1, $2, now() + $3::text::interval)",
                consumer,
                event,
                expires));
    }

    private List<UUID> known() {
        return database.read(tx -> tx.list("select event_id from inbox_event where consumer = $1", consumer)).stream()
                .map(row -> row.getUUID("event_id"))
                .toList();
    }
}
