package io.tresen.catalog.kafka;

import io.tresen.catalog.Announcements;
import io.tresen.catalog.CatalogEvent;
import io.tresen.catalog.LineUnits;
import io.tresen.catalog.ProductCollection;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.CollectionChanged;
import io.tresen.contracts.catalog.v1.ProductBackInStock;
import io.tresen.contracts.catalog.v1.ProductSoldOut;
import io.tresen.contracts.catalog.v1.StockClaimed;
import io.tresen.contracts.catalog.v1.StockRejected;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.contracts.catalog.v1.StockReserved;
import io.tresen.contracts.catalog.v1.StockRestocked;
import io.tresen.contracts.common.v1.LineQuantity;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.ShortLine;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Maps what happened here to the records that others read, and puts them into the outbox. */
@ApplicationScoped
public class PublicEvents implements Announcements {

    private final Outbox outbox;

    PublicEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void announce(Tx tx, List<Announcement> announcements) {
        outbox.add(
                tx,
                announcements.stream()
                        .map(one -> caused(outgoing(one.event()), one.cause()))
                        .toList());
    }

    private static Outgoing caused(Outgoing event, Event cause) {
        return cause == null ? event : event.causedBy(cause);
    }

    private static Outgoing outgoing(CatalogEvent event) {
        if (event instanceof CatalogEvent.ProductChanged changed) {
            return Outgoing.of(
                    Topics.CATALOG_PRODUCT,
                    changed.product().productId(),
                    changed.product().businessId(),
                    ProductSnapshot.of(changed.product()));
        } else if (event instanceof CatalogEvent.ProductRemoved removed) {
            return gone(
                    Topics.CATALOG_PRODUCT,
                    removed.productId(),
                    removed.businessId(),
                    "ProductRemoved",
                    removed.version());
        } else if (event instanceof CatalogEvent.AvailabilityMoved moved) {
            return Outgoing.of(Topics.CATALOG_AVAILABILITY, moved.productId(), moved.businessId(), availability(moved));
        } else if (event instanceof CatalogEvent.CollectionChanged changed) {
            return Outgoing.of(
                    Topics.CATALOG_COLLECTION,
                    changed.collection().id(),
                    changed.collection().businessId(),
                    collection(changed));
        } else if (event instanceof CatalogEvent.CollectionRemoved removed) {
            return gone(
                    Topics.CATALOG_COLLECTION,
                    removed.collectionId(),
                    removed.businessId(),
                    "CollectionRemoved",
                    removed.version());
        }
        CatalogEvent.StockAnswer answer = (CatalogEvent.StockAnswer) event;
        return Outgoing.of(Topics.CATALOG_RESERVATION, answer.orderId(), answer.businessId(), stock(answer));
    }

    private static Outgoing gone(
            Topic topic, java.util.UUID key, java.util.UUID businessId, String type, long version) {
        return Outgoing.tombstone(topic, key, businessId, type, version);
    }

    private static SpecificRecord availability(CatalogEvent.AvailabilityMoved e) {
        return switch (e.change()) {
            case SOLD_OUT ->
                new ProductSoldOut(e.productId(), e.businessId(), e.retailerId(), e.available(), e.version(), e.at());
            case BACK_IN_STOCK ->
                new ProductBackInStock(
                        e.productId(), e.businessId(), e.retailerId(), e.available(), e.version(), e.at());
            case CHANGED ->
                new AvailabilityChanged(
                        e.productId(), e.businessId(), e.retailerId(), e.available(), e.version(), e.at());
        };
    }

    private static CollectionChanged collection(CatalogEvent.CollectionChanged event) {
        ProductCollection c = event.collection();
        return new CollectionChanged(
                c.id(), c.businessId(), c.slug(), c.title(), c.retailerIds(), c.version(), event.at());
    }

    private static SpecificRecord stock(CatalogEvent.StockAnswer answer) {
        if (answer instanceof CatalogEvent.StockReserved e) {
            return new StockReserved(e.orderId(), e.businessId(), e.at(), lines(e.lines()));
        } else if (answer instanceof CatalogEvent.StockRejected e) {
            List<ShortLine> lines = e.lines().stream()
                    .map(line -> new ShortLine(line.productId(), line.retailerId(), line.requested(), line.available()))
                    .toList();
            return new StockRejected(e.orderId(), e.businessId(), e.at(), e.code(), lines);
        } else if (answer instanceof CatalogEvent.StockReleased e) {
            return new StockReleased(e.orderId(), e.businessId(), e.at(), lines(e.lines()));
        } else if (answer instanceof CatalogEvent.StockClaimed e) {
            return new StockClaimed(e.orderId(), e.businessId(), e.at(), e.shipmentId(), lines(e.lines()));
        }
        CatalogEvent.StockRestocked e = (CatalogEvent.StockRestocked) answer;
        return new StockRestocked(e.orderId(), e.businessId(), e.at(), e.returnId(), lines(e.lines()));
    }

    private static List<LineQuantity> lines(List<LineUnits> lines) {
        return lines.stream()
                .map(line -> new LineQuantity(
                        line.productId(),
                        line.retailerId(),
                        line.quantity(),
                        ProductKind.valueOf(line.kind().name())))
                .toList();
    }
}
