package io.tresen.catalog;

import java.util.List;
import java.util.UUID;

/** What an order asks of the stock. */
public sealed interface StockCommand {
    UUID businessId();

    UUID orderId();

    /** Hold every line, or none. */
    record Reserve(UUID businessId, UUID orderId, List<LineUnits> lines) implements StockCommand {}

    /** The order is confirmed: its reservation is no longer watched for being overdue. */
    record Confirm(UUID businessId, UUID orderId) implements StockCommand {}

    /** Free what is still held. {@code answerAlways}: the order waits for the answer even when nothing is held. */
    record Release(UUID businessId, UUID orderId, boolean answerAlways) implements StockCommand {}

    /** Goods left the shop. */
    record Ship(UUID businessId, UUID orderId, UUID shipmentId, List<LineUnits> lines) implements StockCommand {}

    /** Something was delivered; only services are claimed by it. */
    record Deliver(UUID businessId, UUID orderId, List<LineUnits> lines) implements StockCommand {}

    /** Units came back and can be sold again. */
    record Restock(UUID businessId, UUID orderId, UUID returnId, List<LineUnits> lines) implements StockCommand {}
}
