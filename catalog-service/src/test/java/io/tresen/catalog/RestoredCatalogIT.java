package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.CollectionChanged;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** After a restore everybody hears again what stands here, where they were told what is lost. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class RestoredCatalogIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Database database;

    @Inject
    Products products;

    private final Shop shop = new Shop();

    @Test
    void aProductIsToldAsItStandsHereUnderItsNextVersion() {
        shop.has("tea", 5);
        shop.put("tea", Shop.tea("title", "Lost")).statusCode(200);
        UUID tea = shop.product("tea");
        awaitRecords("catalog.product.v1", tea, 2);
        database.run(tx -> tx.update(
                "update product set title = 'Tea', version = 1 where business_id = $1 and product_id = $2",
                shop.id,
                tea));
        told("catalog.product.v1", tea, 2);
        database.run(tx -> products.reachVersion(tx, shop.id, tea, 2));

        assertEquals("1 events told the present state", retold());
        ConsumerRecord<byte[], byte[]> last =
                awaitRecords("catalog.product.v1", tea, 3).get(2);
        ProductChanged again = Records.decode(last, ProductChanged.class);
        assertEquals("Tea", again.getTitle());
        assertEquals(3, again.getVersion());
        assertEquals("3", TestTopics.header(last, "ce_sequence"));
        shop.get("tea").then().header("ETag", "\"3-5\"");
        assertEquals("0 events told the present state", retold(), "each once");
        assertEquals(1, open(tea), "what was lost is still a person's");
    }

    @Test
    void whatReadersHaveIsPassedThoughNoVersionHereReachedIt() {
        shop.has("tea", 5);
        UUID tea = shop.product("tea");
        awaitRecords("catalog.product.v1", tea, 1);
        awaitRecords("catalog.availability.v1", tea, 1);
        told("catalog.product.v1", tea, 7);
        told("catalog.availability.v1", tea, 9);

        assertEquals("2 events told the present state", retold());
        ProductChanged product =
                Records.decode(awaitRecords("catalog.product.v1", tea, 2).get(1), ProductChanged.class);
        assertEquals(8, product.getVersion());
        AvailabilityChanged available =
                Records.decode(awaitRecords("catalog.availability.v1", tea, 2).get(1), AvailabilityChanged.class);
        assertEquals(10, available.getVersion());
        shop.get("tea").then().header("ETag", "\"8-5\"");
    }

    @Test
    void aProductThatIsNotThereAnyMoreIsGoneForEverybody() {
        UUID lost = UUID.randomUUID();
        told("catalog.product.v1", lost, 7);
        assertEquals("1 events told the present state", retold());
        ConsumerRecord<byte[], byte[]> gone =
                awaitRecords("catalog.product.v1", lost, 1).get(0);
        assertEquals("ProductRemoved", Records.type(gone));
        assertNull(gone.value());
        assertNull(TestTopics.header(gone, "content-type"));
        assertNull(TestTopics.header(gone, "ce_dataschema"));
        assertEquals("8", TestTopics.header(gone, "ce_sequence"));
    }

    @Test
    void moreKeysThanOneTransactionTakesAreToldAllTheSame() {
        database.run(tx -> tx.update(
                """
                insert into told_event (topic, key, sequence, event_id, event_type, told_at, business_id)
                select 'catalog.product.v1', gen_random_uuid(), 1, gen_random_uuid(), 'ProductChanged', now(), $1
                from generate_series(1, 501)""",
                shop.id));
        assertEquals("501 events told the present state", retold());
    }

    @Test
    void whatCanBeHadIsToldAsItStandsHere() {
        shop.has("tea", 5);
        UUID tea = shop.product("tea");
        awaitRecords("catalog.availability.v1", tea, 1);
        told("catalog.availability.v1", tea, 9);
        database.run(tx -> products.reachAvailability(tx, shop.id, tea, 9));

        assertEquals("1 events told the present state", retold());
        AvailabilityChanged again =
                Records.decode(awaitRecords("catalog.availability.v1", tea, 2).get(1), AvailabilityChanged.class);
        assertEquals(5, again.getAvailable());
        assertEquals(10, again.getVersion(), "waiting lists go by versions");
        assertEquals(List.of(), StockSums.differing(database, shop.id));
    }

    @Test
    void aCollectionIsToldAsItStandsHereAndALostOneIsGone() {
        shop.put("tea", Shop.tea()).statusCode(201);
        shop.asBusiness()
                .body(Map.of("title", "Best", "retailer_ids", List.of("tea")))
                .put("/catalog/v1/collections/best")
                .then()
                .statusCode(201);
        UUID best = Ids.v5(shop.id, "collection:best");
        UUID lost = UUID.randomUUID();
        told("catalog.collection.v1", best, 4);
        told("catalog.collection.v1", lost, 2);

        assertEquals("2 events told the present state", retold());
        CollectionChanged again =
                Records.decode(awaitRecords("catalog.collection.v1", best, 2).get(1), CollectionChanged.class);
        assertEquals("Best", again.getTitle());
        assertEquals(5, again.getVersion());
        assertEquals(
                "CollectionRemoved",
                Records.type(awaitRecords("catalog.collection.v1", lost, 1).get(0)));
    }

    /** As a restore leaves it: the key goes on behind an event that the database does not know. */
    private void told(String topic, UUID key, long sequence) {
        database.run(tx -> {
            tx.update(
                    """
                    insert into outbox_key (topic, key, last_sequence) values ($1, $2, $3)
                    on conflict (topic, key) do update set last_sequence = excluded.last_sequence""",
                    topic,
                    key,
                    sequence);
            tx.update(
                    """
                    insert into told_event (topic, key, sequence, event_id, event_type, told_at, business_id)
                    values ($1, $2, $3, gen_random_uuid(), 'Lost', now(), $4)""",
                    topic,
                    key,
                    sequence,
                    shop.id);
        });
    }

    /** Has the operator's command carried out. @return how it went */
    private String retold() {
        long command = database.inTransaction(tx ->
                        tx.one("insert into operator_command (kind, target) values ('replay', 'told:*') returning id"))
                .orElseThrow()
                .getLong("id");
        await().atMost(SOON).until(() -> !state(command).startsWith("requested"));
        assertTrue(state(command).startsWith("done "), state(command));
        return state(command).substring("done ".length());
    }

    private String state(long command) {
        return database.read(tx -> tx.one(
                        "select state || ' ' || coalesce(detail, '') as how from operator_command where id = $1",
                        command))
                .orElseThrow()
                .getString("how");
    }

    private long open(UUID key) {
        return database.read(tx -> tx.one("select count(*) as n from attention where key = $1", key))
                .orElseThrow()
                .getLong("n");
    }

    private static List<ConsumerRecord<byte[], byte[]>> awaitRecords(String topic, UUID key, int count) {
        await().atMost(SOON).until(() -> Records.of(topic, key).size() == count);
        return Records.of(topic, key);
    }
}
