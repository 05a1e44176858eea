package io.tresen.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.notification.Neighbours.Shopper;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies take what is newer, can be made anew from the topics, and say nothing while they are. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class CopiesIT {

    private static final Map<String, String> TABLES = Map.of(
            "notification.availability", "availability_copy",
            "notification.products", "product_copy",
            "notification.shoppers", "shopper_copy",
            "notification.businesses", "business_copy");

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    Availabilities availabilities;

    @Inject
    Products products;

    private UUID business;

    @BeforeEach
    void a_shop() {
        business = UUID.randomUUID();
    }

    @Test
    void a_copy_made_anew_equals_the_live_one_and_tells_nobody() {
        Shopper shopper = Shopper.of(business);
        neighbours.business(business, "before");
        neighbours.business(business, "after");
        neighbours.shopper(shopper, true);
        neighbours.shopper(shopper, false);
        neighbours.product(business, "mug", Visibility.VISIBLE);
        neighbours.product(business, "cup", Visibility.HIDDEN);
        neighbours.product(business, "vase", Visibility.VISIBLE);
        neighbours.productRemoved(business, "vase");
        neighbours.availability(business, "mug", 1L, 0L, 1);
        neighbours.wish(shopper, "mug", 1);
        neighbours.awaitWaiting(business, "mug", shopper);
        neighbours.availability(business, "mug", 0L, 7L, 2);
        neighbours.availability(business, "cup", 0L, null, 1);
        Map<String, Integer> rows =
                Map.of("availability_copy", 2, "product_copy", 3, "shopper_copy", 1, "business_copy", 1);
        await().atMost(Neighbours.PATIENCE).until(() -> TABLES.values().stream()
                .allMatch(table -> rows(table).size() == rows.get(table)));
        await().atMost(Neighbours.PATIENCE)
                .until(() -> rows("business_copy").get(0).contains("after")
                        && rows("shopper_copy").get(0).endsWith(",f,2)")
                        && rows("availability_copy").toString().contains(",7,2,2)"));
        await().atMost(Neighbours.PATIENCE).until(() -> removed(Ids.v5(business, "vase")));
        neighbours.awaitNotices(business, "mug", "suppressed:opted-out");
        await().atMost(Neighbours.PATIENCE).until(() -> said() == 1);

        TABLES.forEach((copy, table) -> {
            List<String> live = rows(table);
            rebuild(copy);
            assertEquals(live, rows(table), table);
        });
        assertEquals(1, said());

        neighbours.availability(business, "mug", 7L, 6L, 3); // the live consumer goes on with the new table
        await().atMost(Neighbours.PATIENCE)
                .until(() -> database.read(tx -> availabilities.of(tx, business, Ids.v5(business, "mug")))
                        .equals(new Availability(6L, 3)));
    }

    @Test
    void what_is_older_changes_nothing() {
        UUID productId = UUID.randomUUID();
        database.run(tx -> {
            availabilities.copy(tx, business, productId, new Availability(3L, 9), 5);
            availabilities.copy(tx, business, productId, new Availability(0L, 8), 4);
            products.removed(tx, business, productId, 5);
            products.copy(tx, business, productId, "mug", true, true, 4);
        });
        assertEquals(
                new Availability(3L, 9), database.<Availability>read(tx -> availabilities.of(tx, business, productId)));
        assertEquals(true, removed(productId));
    }

    @Test
    void a_removal_leaves_the_same_whether_or_not_the_product_was_known() {
        UUID known = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        database.run(tx -> {
            products.copy(tx, business, known, "mug", true, true, 1);
            products.removed(tx, business, known, 2);
            products.removed(tx, business, unknown, 2);
        });
        List<String> rows = rows("product_copy");
        assertEquals(2, rows.size());
        assertEquals(
                1,
                rows.stream()
                        .map(row -> row.replace(known.toString(), "").replace(unknown.toString(), ""))
                        .distinct()
                        .count());
    }

    private boolean removed(UUID productId) {
        return database.read(tx -> products.find(tx, business, productId)
                .filter(Products.Known::removed)
                .isPresent());
    }

    /** Events about this shop's notices. */
    private long said() {
        return TestTopics.all(Topics.NOTIFICATION_NOTICE.name()).stream()
                .filter(record -> business.toString().equals(TestTopics.header(record, "ce_businessid")))
                .count();
    }

    private void rebuild(String copy) {
        long id = database.inTransaction(
                tx -> tx.one("insert into operator_command (kind, target) values ('rebuild', $1) returning id", copy)
                        .orElseThrow()
                        .getLong("id"));
        await().atMost(Neighbours.PATIENCE).until(() -> !state(id).equals("requested"));
        assertEquals("done", state(id));
    }

    private String state(long command) {
        return database.read(tx -> tx.one("select state from operator_command where id = $1", command)
                .orElseThrow()
                .getString("state"));
    }

    private List<String> rows(String table) {
        return database.read(
                tx -> tx
                        .list("select t::text as line from " + table + " t where business_id = $1 order by 1", business)
                        .stream()
                        .map(row -> row.getString("line"))
                        .toList());
    }
}
