package io.tresen.order;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads orders with everything that belongs to them, a page in five statements. */
@ApplicationScoped
public class OrderDossiers {

    private static final String OF_ORDERS = " where business_id = $1 and order_id = any($2::uuid[]) ";

    /** One order; empty when it is another tenant's. */
    public Optional<OrderDossier> find(Tx tx, UUID businessId, UUID orderId) {
        return whole(
                        tx,
                        businessId,
                        tx.list("select * from orders where business_id = $1 and order_id = $2", businessId, orderId))
                .stream()
                .findFirst();
    }

    /**
     * Newest first.
     *
     * @param status null for any
     * @param shopperId null for any
     * @param beforeTime with {@code beforeId} the last order of the page before; null for the first page
     */
    public List<OrderDossier> page(
            Tx tx, UUID businessId, OrderStatus status, UUID shopperId, Instant beforeTime, UUID beforeId, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(businessId));
        StringBuilder sql = new StringBuilder("select * from orders where business_id = $1");
        if (status != null) {
            parameters.add(status.word());
            sql.append(" and status = $").append(parameters.size());
        }
        if (shopperId != null) {
            parameters.add(shopperId);
            sql.append(" and shopper_id = $").append(parameters.size());
        }
        if (beforeTime != null) {
            parameters.add(Times.utc(beforeTime));
            parameters.add(beforeId);
            sql.append(" and (placed_at, order_id) < ($").append(parameters.size() - 1);
            sql.append(", $").append(parameters.size()).append(')');
        }
        parameters.add(limit);
        sql.append(" order by placed_at desc, order_id desc limit $").append(parameters.size());
        return whole(tx, businessId, tx.list(sql.toString(), parameters.toArray()));
    }

    private static List<OrderDossier> whole(Tx tx, UUID businessId, List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        UUID[] ids = rows.stream().map(row -> row.getUUID("order_id")).toArray(UUID[]::new);
        Map<UUID, List<OrderLine>> lines =
                grouped(tx, "order_line" + OF_ORDERS + "order by line_no", businessId, ids, OrderRows::line);
        Map<UUID, List<Shipment>> shipments =
                grouped(tx, "shipment" + OF_ORDERS + "order by shipment_no", businessId, ids, OrderRows::shipment);
        Map<UUID, List<Row>> addresses =
                grouped(tx, "delivery_address" + OF_ORDERS + "order by sequence", businessId, ids, Function.identity());
        Map<UUID, List<Row>> history =
                grouped(tx, "order_history" + OF_ORDERS + "order by sequence", businessId, ids, Function.identity());
        return rows.stream()
                .map(row -> {
                    UUID id = row.getUUID("order_id");
                    List<Row> given = addresses.getOrDefault(id, List.of());
                    return new OrderDossier(
                            OrderRows.order(
                                    row, lines.getOrDefault(id, List.of()), shipments.getOrDefault(id, List.of())),
                            given.isEmpty() ? null : DeliveryAddresses.address(given.get(given.size() - 1)),
                            OrderRows.customer(row),
                            history.getOrDefault(id, List.of()).stream()
                                    .map(entry -> entry(entry, given))
                                    .toList());
                })
                .toList();
    }

    private static OrderDossier.Entry entry(Row row, List<Row> addresses) {
        int sequence = row.getInteger("sequence");
        Address replaced = null;
        for (int i = 1; i < addresses.size(); i++) {
            if (addresses.get(i).getInteger("sequence") == sequence) {
                replaced = DeliveryAddresses.address(addresses.get(i - 1));
            }
        }
        return new OrderDossier.Entry(
                sequence,
                row.getString("event"),
                Times.instant(row, "at"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                row.getJsonObject("detail").getMap(),
                replaced);
    }

    private static <T> Map<UUID, List<T>> grouped(
            Tx tx, String from, UUID businessId, UUID[] ids, Function<Row, T> read) {
        Map<UUID, List<T>> grouped = new HashMap<>();
        tx.list("select * from " + from, businessId, ids)
                .forEach(row -> grouped.computeIfAbsent(row.getUUID("order_id"), id -> new ArrayList<>())
                        .add(read.apply(row)));
        return grouped;
    }
}
