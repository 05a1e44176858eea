package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.catalog.kafka.OrderTopic;
import io.tresen.contracts.Topics;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Around a rebalance two consumers may have the same order in hand: one that was given its confirmation, and one that was given
 * that once more and what came behind it. Neither cancelling nor confirming locks a line; the order's row in the inbox does.
 */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ReservationRacesIT {

    private static final String TOPIC = Topics.ORDER_ORDER.name();
    private static final int RACES = 60;

    @Inject
    OrderTopic orders;

    @Inject
    Database database;

    private final Shop shop = new Shop();
    private final ExecutorService consumers = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    @Test
    void aConfirmationThatRacesWithItselfAndACancellationLeavesNothingHeld() throws Exception {
        shop.has("tea", 5);
        List<UUID> raced = new ArrayList<>();
        for (int race = 0; race < RACES; race++) {
            AnOrder order = new AnOrder(shop.id);
            raced.add(order.id);
            orders.consume(poll(given(order, 1, order.placedEvent(Map.of("tea", 2)))));
            ConsumerRecord<byte[], byte[]> confirmed = given(order, 2, order.confirmedEvent());
            ConsumerRecord<byte[], byte[]> cancelled = given(order, 3, order.cancelledEvent());
            Future<?> one = consumer(poll(confirmed));
            Future<?> other = consumer(poll(confirmed, cancelled));
            one.get(30, TimeUnit.SECONDS);
            other.get(30, TimeUnit.SECONDS);
        }
        consumers.shutdown();
        assertEquals(
                Collections.nCopies(RACES, "0 held, confirmed, at 3"),
                raced.stream().map(this::standing).toList());
        assertEquals(0, shop.stock("tea").then().statusCode(200).extract().<Integer>path("reserved"));
        assertEquals(List.of(), StockSums.differing(database, shop.id));
    }

    private Future<?> consumer(ConsumerRecords<byte[], byte[]> poll) {
        return consumers.submit(() -> {
            start.await(30, TimeUnit.SECONDS);
            orders.consume(poll);
            return null;
        });
    }

    /** What is held of an order, whether it is confirmed, and how far the inbox is with it. */
    private String standing(UUID order) {
        Row row = database.read(tx -> tx.one(
                        """
                        select r.held, r.confirmed, k.last_sequence, k.parked_because
                        from reservation r join inbox_key k on k.key = r.order_id
                        where r.order_id = $1 and k.consumer = 'catalog.stock'""",
                        order))
                .orElseThrow();
        String parked = row.getString("parked_because");
        return row.getInteger("held") + " held, " + (row.getBoolean("confirmed") ? "confirmed" : "open") + ", at "
                + row.getLong("last_sequence") + (parked == null ? "" : ", parked: " + parked);
    }

    @SafeVarargs
    private static ConsumerRecords<byte[], byte[]> poll(ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), List.of(records)), Map.of());
    }

    private ConsumerRecord<byte[], byte[]> given(AnOrder order, long sequence, SpecificRecord event) {
        return Records.given(TOPIC, order.id, shop.id, sequence, UUID.randomUUID(), event);
    }
}
