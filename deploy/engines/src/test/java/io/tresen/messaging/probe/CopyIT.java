package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A copy takes any higher version, keeps removals, and can be rebuilt from the topic. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class CopyIT {

    @Inject
    Database database;

    private final UUID product = UUID.randomUUID();

    @Test
    void anOlderVersionThatComesLateChangesNothing() {
        Published.product(product, "new", 5);
        Published.product(product, "old", 4);
        Published.product(product, "newest", 9);
        awaitTitle("newest/9");
        Published.product(product, "older", 8);
        UUID marker = UUID.randomUUID();
        Published.product(marker, "marker", 1);
        assertEquals("newest/9", title());
    }

    @Test
    void aRemovalIsNotUndoneByAnOlderSnapshot() {
        Published.product(product, "tea", 1);
        TestTopics.produce(
                "catalog.product.v1",
                product.toString(),
                null,
                Published.headers(UUID.randomUUID(), "ProductRemoved", 2));
        awaitTitle("removed/2");
        Published.product(product, "tea", 3);
        awaitTitle("tea/3");
    }

    @Test
    void aRebuiltCopyEqualsTheLiveOneEvenWhereTheLiveOneWasDamaged() {
        Published.product(product, "right", 3);
        awaitTitle("right/3");
        database.run(tx -> tx.update("update probe_product set title = 'damaged' where product_id = $1", product));
        long id = database.read(
                        tx -> tx.one(
                                "insert into operator_command (kind, target) values ('rebuild', 'order.probe-products') returning id"))
                .orElseThrow()
                .getLong("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.read(tx -> tx.one("select state from operator_command where id = $1", id))
                        .orElseThrow()
                        .getString("state")
                        .equals("done"));
        assertEquals("right/3", title());
        Published.product(product, "righter", 4);
        awaitTitle("righter/4");
    }

    private void awaitTitle(String expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(expected, title()));
    }

    private String title() {
        return database.read(tx ->
                        tx.one("select title, removed, sequence from probe_product where product_id = $1", product))
                .map(row -> (row.getBoolean("removed") ? "removed" : row.getString("title"))
                        + '/'
                        + row.getLong("sequence"))
                .orElse("none");
    }
}
