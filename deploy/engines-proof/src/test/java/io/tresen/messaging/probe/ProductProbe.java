package io.tresen.messaging.probe;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A copy of products' titles. */
@ApplicationScoped
public class ProductProbe {

    /** Tests hold its exclusive form to keep handlers waiting. */
    static final long GATE = 4713;

    private static final String UPSERT =
            """
            insert into probe_product (product_id, title, removed, sequence) values ($1, $2, $3, $4)
            on conflict (product_id) do update
              set title = excluded.title, removed = excluded.removed, sequence = excluded.sequence
              where excluded.sequence > probe_product.sequence""";

    private final EventCopy copy;

    ProductProbe(Consumers consumers) {
        copy = consumers
                .copy("order.probe-products", Topics.CATALOG_PRODUCT, "probe_product")
                .on(ProductChanged.class, (tx, event, product) -> {
                    tx.query("select pg_advisory_xact_lock_shared($1)", GATE);
                    tx.update(UPSERT, event.key(), product.getTitle(), false, event.sequence());
                })
                .onTombstone(
                        "ProductRemoved",
                        (tx, event, nothing) -> tx.update(UPSERT, event.key(), null, true, event.sequence()))
                .open();
    }

    @Incoming("probe-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
