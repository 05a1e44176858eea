package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ProductCopies;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.CollectionChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of the shop's collections. */
@ApplicationScoped
public class CollectionTopic {

    private final EventCopy copy;

    CollectionTopic(Consumers consumers, ProductCopies copies) {
        copy = consumers
                .copy("chat.collections", Topics.CATALOG_COLLECTION, "collection_copy")
                .on(
                        CollectionChanged.class,
                        (tx, event, it) -> copies.collection(
                                tx,
                                event.sequence(),
                                it.getBusinessId(),
                                it.getCollectionId(),
                                it.getSlug(),
                                it.getTitle(),
                                it.getRetailerIds()))
                .onTombstone(
                        "CollectionRemoved",
                        (tx, event, none) -> copies.collectionRemoved(tx, event.sequence(), event.key()))
                .open();
    }

    @Incoming("collection-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
