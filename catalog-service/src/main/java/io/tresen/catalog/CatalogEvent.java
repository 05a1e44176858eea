package io.tresen.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What this service tells the others. */
public sealed interface CatalogEvent {

    /** A product's new state. */
    record ProductChanged(Product product) implements CatalogEvent {}

    /** A product is gone; the version is that of the removal. */
    record ProductRemoved(UUID businessId, UUID productId, long version) implements CatalogEvent {}

    /** Another number can be had; {@code available} null = not counted. */
    record AvailabilityMoved(
            UUID businessId,
            UUID productId,
            String retailerId,
            AvailabilityChange change,
            Long available,
            long version,
            Instant at)
            implements CatalogEvent {}

    /** A collection's new state. */
    record CollectionChanged(ProductCollection collection, Instant at) implements CatalogEvent {}

    /** A collection is gone. */
    record CollectionRemoved(UUID businessId, UUID collectionId, long version) implements CatalogEvent {}

    /** The answers to an order. */
    sealed interface StockAnswer extends CatalogEvent {
        UUID businessId();

        UUID orderId();
    }

    /** Every line is held. */
    record StockReserved(UUID businessId, UUID orderId, Instant at, List<LineUnits> lines) implements StockAnswer {}

    /** Nothing is held; {@code code} is {@code sold-out} or {@code unknown-product}. */
    record StockRejected(UUID businessId, UUID orderId, Instant at, String code, List<ShortUnits> lines)
            implements StockAnswer {}

    /** A line that could not be held; {@code available} null = the product is not known. */
    record ShortUnits(UUID productId, String retailerId, int requested, Long available) {}

    /** What was still held is free; no lines when nothing was. */
    record StockReleased(UUID businessId, UUID orderId, Instant at, List<LineUnits> lines) implements StockAnswer {}

    /** Held units left the shop; {@code shipmentId} null for services. */
    record StockClaimed(UUID businessId, UUID orderId, Instant at, UUID shipmentId, List<LineUnits> lines)
            implements StockAnswer {}

    /** Returned units are on hand again. */
    record StockRestocked(UUID businessId, UUID orderId, Instant at, UUID returnId, List<LineUnits> lines)
            implements StockAnswer {}
}
