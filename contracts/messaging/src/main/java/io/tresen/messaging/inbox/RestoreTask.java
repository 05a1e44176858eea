package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;
import java.util.List;

/**
 * What a restored service mends in its own tables beyond the sequences of its topics, by what its events say: numbers that
 * were given away after the backup and must not be given away again. One bean a service, where it has such numbers.
 */
public interface RestoreTask {

    /** Called before the first event, by each run of the command: what no event says is mended here, also if it was before. */
    default void begin(Tx tx) {}

    /** Some of the events that are newer than the backup, in the order of their sequence per key; may come again. */
    void told(Tx tx, List<ToldEvent> events);
}
