package io.tresen.order;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows that belong to an order's row: its lines and shipments. */
final class OrderParts {

    private OrderParts() {}

    /** An order's lines, on their way. */
    static Asked askLines(Tx tx, UUID businessId, UUID orderId) {
        return tx.ask(
                "select * from order_line where business_id = $1 and order_id = $2 order by line_no",
                businessId,
                orderId);
    }

    static List<OrderLine> lines(Asked lines) {
        return lines.list().stream().map(OrderRows::line).toList();
    }

    static List<Shipment> shipments(Tx tx, UUID businessId, UUID orderId) {
        return tx
                .list(
                        "select * from shipment where business_id = $1 and order_id = $2 order by shipment_no",
                        businessId,
                        orderId)
                .stream()
                .map(OrderRows::shipment)
                .toList();
    }

    static void insertLines(Tx tx, Order order) {
        List<Object[]> rows = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            rows.add(new Object[] {
                order.businessId(),
                order.id(),
                rows.size(),
                line.productId(),
                line.retailerId(),
                line.title(),
                OrderRows.lower(line.kind()),
                line.quantity(),
                line.unitPriceMinor(),
                line.productVersion(),
                line.taxRatePpm()
            });
        }
        tx.batch(
                """
                insert into order_line (business_id, order_id, line_no, product_id, retailer_id, title, kind, quantity,
                  unit_price_minor, product_version, tax_rate_ppm)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                rows);
    }

    static void saveLines(Tx tx, Order before, Order after) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < after.lines().size(); i++) {
            OrderLine line = after.lines().get(i);
            if (!line.equals(before.lines().get(i))) {
                rows.add(new Object[] {
                    after.businessId(), after.id(), i, line.shipped(), line.returned(), line.delivered()
                });
            }
        }
        tx.batch(
                """
                update order_line set shipped = $4, returned = $5, delivered = $6
                where business_id = $1 and order_id = $2 and line_no = $3""",
                rows);
    }

    static void saveShipments(Tx tx, Order before, Order after) {
        for (int i = 0; i < after.shipments().size(); i++) {
            Shipment shipment = after.shipments().get(i);
            if (i < before.shipments().size()
                    && shipment.equals(before.shipments().get(i))) {
                continue;
            }
            tx.send(
                    """
                    insert into shipment (business_id, order_id, shipment_id, shipment_no, carrier, tracking_number, lines,
                      shipped_at, delivered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    on conflict (business_id, order_id, shipment_id) do update set delivered_at = excluded.delivered_at""",
                    after.businessId(),
                    after.id(),
                    shipment.id(),
                    i,
                    shipment.carrier(),
                    shipment.trackingNumber(),
                    OrderRows.units(shipment.lines()),
                    Times.utc(shipment.shippedAt()),
                    Times.utc(shipment.deliveredAt()));
        }
    }
}
