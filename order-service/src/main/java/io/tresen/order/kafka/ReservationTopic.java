package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.StockRejected;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.contracts.catalog.v1.StockReserved;
import io.tresen.contracts.common.v1.ShortLine;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What the catalog decided about an order's stock. StockClaimed and StockRestocked follow from what this service told and
 * decide nothing here: they only count in the sequence.
 */
@ApplicationScoped
public class ReservationTopic {

    private final BusinessClock clock;
    private final EventProcess process;

    ReservationTopic(Consumers consumers, OrderProcess orders, BusinessClock clock) {
        this.clock = clock;
        process = consumers
                .process("order.reservation", Topics.CATALOG_RESERVATION)
                .on(StockReserved.class, (tx, event, it) -> {
                    Instant now = now();
                    orders.step(tx, event, it.getBusinessId(), it.getOrderId(), now, order -> order.state()
                            .stockReserved(order, now));
                })
                .on(StockRejected.class, (tx, event, it) -> {
                    List<String> lines =
                            it.getLines().stream().map(ShortLine::getRetailerId).toList();
                    orders.step(tx, event, it.getBusinessId(), it.getOrderId(), now(), order -> order.state()
                            .stockRejected(order, it.getCode(), lines));
                })
                .on(
                        StockReleased.class,
                        (tx, event, it) -> orders.step(
                                tx, event, it.getBusinessId(), it.getOrderId(), now(), order -> order.state()
                                        .stockReleased(order)))
                .open();
    }

    @Incoming("catalog-reservation")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
