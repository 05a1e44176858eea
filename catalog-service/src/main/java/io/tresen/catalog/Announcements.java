package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.util.List;

/** Where stores hand over what the others must hear; it becomes part of the same transaction. */
public interface Announcements {

    /** An event and the one that it follows from, or null. */
    record Announcement(CatalogEvent event, Event cause) {}

    /** Announces all of a transaction's events in one call, after its rows are locked and changed. */
    void announce(Tx tx, List<Announcement> announcements);

    /** Announces events that follow from nobody else's. */
    default void announceOwn(Tx tx, List<? extends CatalogEvent> events) {
        announce(tx, events.stream().map(event -> new Announcement(event, null)).toList());
    }
}
