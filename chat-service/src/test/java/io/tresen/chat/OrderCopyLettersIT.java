package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that the copy of orders could not take: what came behind it is stored, so it comes back by a rebuild alone. */
@QuarkusTest
class OrderCopyLettersIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @AfterEach
    void mend() {
        database.run(tx -> tx.query("alter table order_copy drop constraint if exists no_parcel"));
    }

    @Test
    void itsReplayIsRefusedAndARebuildTakesItInItsPlace() {
        Api shop = Api.register("en");
        UUID shipment = Ids.v7();
        OrderTold order = OrderTold.of(neighbours, shop, shop.shopper());
        refuseParcelsOf(order);
        order.placed(450).confirmed(450).shipped(shipment);
        UUID letter = letter(order);
        order.delivered(shipment);
        await().atMost(PATIENCE).until(() -> copied(order).equals("delivered []"));
        mend();

        String refused = ended("replay", letter.toString());
        assertTrue(refused.startsWith("failed rebuild-needed: chat.orders"), refused);
        assertTrue(refused.contains("`rebuild chat.orders`"), refused);
        assertEquals("delivered []", copied(order));
        assertEquals("open", state(letter));

        String rebuilt = ended("rebuild", "chat.orders");
        assertTrue(rebuilt.startsWith("done "), rebuilt);
        assertTrue(
                copied(order).startsWith("delivered [{")
                        && copied(order).contains(shipment.toString())
                        && copied(order).contains("\"delivered\": true"),
                copied(order));
        assertEquals("done discarded", ended("discard", letter.toString()));
    }

    private void refuseParcelsOf(OrderTold order) {
        database.run(tx -> tx.query("alter table order_copy add constraint no_parcel check (order_id <> '"
                + order.orderId + "' or parcels = '[]') not valid"));
    }

    private UUID letter(OrderTold order) {
        return await().atMost(PATIENCE)
                .until(
                        () -> database.read(tx -> tx.one(
                                "select id from dead_letter where key = $1 and consumer = 'chat.orders'",
                                order.orderId)),
                        Optional::isPresent)
                .orElseThrow()
                .getUUID("id");
    }

    private String state(UUID letter) {
        return database.read(tx -> tx.one("select state from dead_letter where id = $1", letter))
                .orElseThrow()
                .getString("state");
    }

    private String copied(OrderTold order) {
        return database.read(tx -> tx.one(
                        "select status || ' ' || parcels as copied from order_copy where order_id = $1", order.orderId))
                .map(row -> row.getString("copied"))
                .orElse("none");
    }

    private String ended(String kind, String target) {
        long id = database.read(tx -> tx.one(
                                "insert into operator_command (kind, target) values ($1, $2) returning id",
                                kind,
                                target)
                        .orElseThrow())
                .getLong("id");
        Row row = await().atMost(PATIENCE)
                .until(
                        () -> database.read(tx -> tx.one("select state, detail from operator_command where id = $1", id)
                                .orElseThrow()),
                        found -> List.of("done", "failed").contains(found.getString("state")));
        return row.getString("state") + ' ' + row.getString("detail");
    }
}
