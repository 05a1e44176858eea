package io.tresen.catalog.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.catalog.LineUnits;
import io.tresen.catalog.ProductKind;
import io.tresen.catalog.Reservations;
import io.tresen.catalog.StockCommand;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.LineQuantity;
import io.tresen.contracts.order.v1.OrderCancellationStarted;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderDelivered;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What orders ask of the stock, a poll at a time. */
@ApplicationScoped
public class OrderTopic {

    private final EventProcess process;
    private final Reservations reservations;
    private final BusinessClock clock;

    OrderTopic(Consumers consumers, Reservations reservations, BusinessClock clock) {
        this.reservations = reservations;
        this.clock = clock;
        this.process = consumers
                .process("catalog.stock", Topics.ORDER_ORDER)
                .inBatches(
                        this::decide,
                        OrderPlaced.class,
                        OrderConfirmed.class,
                        OrderExpired.class,
                        OrderCancelled.class,
                        OrderCancellationStarted.class,
                        OrderShipped.class,
                        OrderDelivered.class,
                        OrderReturned.class)
                .open();
    }

    @Incoming("order-order")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private void decide(Tx tx, List<Event> events) {
        List<Reservations.Asked> batch = new ArrayList<>();
        for (Event event : events) {
            StockCommand command = command(event);
            if (command != null) {
                batch.add(new Reservations.Asked(command, event));
            }
        }
        if (!batch.isEmpty()) {
            Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
            reservations.decide(tx, batch, now);
        }
    }

    /** What the event asks for; null for a return that stays out of the stock. */
    private static StockCommand command(Event event) {
        return switch (event.type()) {
            case "OrderPlaced" -> {
                OrderPlaced e = event.as(OrderPlaced.class);
                List<LineUnits> lines = e.getLines().stream()
                        .map(line -> new LineUnits(
                                line.getProductId(), line.getRetailerId(), kind(line.getKind()), line.getQuantity()))
                        .toList();
                yield new StockCommand.Reserve(e.getBusinessId(), e.getOrderId(), lines);
            }
            case "OrderConfirmed" -> {
                OrderConfirmed e = event.as(OrderConfirmed.class);
                yield new StockCommand.Confirm(e.getBusinessId(), e.getOrderId());
            }
            case "OrderExpired" -> {
                OrderExpired e = event.as(OrderExpired.class);
                yield new StockCommand.Release(e.getBusinessId(), e.getOrderId(), false);
            }
            case "OrderCancelled" -> {
                OrderCancelled e = event.as(OrderCancelled.class);
                yield new StockCommand.Release(e.getBusinessId(), e.getOrderId(), false);
            }
            case "OrderCancellationStarted" -> {
                OrderCancellationStarted e = event.as(OrderCancellationStarted.class);
                yield new StockCommand.Release(e.getBusinessId(), e.getOrderId(), true);
            }
            case "OrderShipped" -> {
                OrderShipped e = event.as(OrderShipped.class);
                yield new StockCommand.Ship(e.getBusinessId(), e.getOrderId(), e.getShipmentId(), units(e.getLines()));
            }
            case "OrderDelivered" -> {
                OrderDelivered e = event.as(OrderDelivered.class);
                yield new StockCommand.Deliver(e.getBusinessId(), e.getOrderId(), units(e.getLines()));
            }
            case "OrderReturned" -> {
                OrderReturned e = event.as(OrderReturned.class);
                yield e.getRestock()
                        ? new StockCommand.Restock(
                                e.getBusinessId(), e.getOrderId(), e.getReturnId(), units(e.getLines()))
                        : null;
            }
            default -> throw new IllegalStateException(event.type() + " is not handled here");
        };
    }

    private static List<LineUnits> units(List<LineQuantity> lines) {
        return lines.stream()
                .map(line -> new LineUnits(
                        line.getProductId(), line.getRetailerId(), kind(line.getKind()), line.getQuantity()))
                .toList();
    }

    private static ProductKind kind(io.tresen.contracts.common.v1.ProductKind kind) {
        return kind == io.tresen.contracts.common.v1.ProductKind.SERVICE ? ProductKind.SERVICE : ProductKind.GOODS;
    }
}
