package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Tx;
import java.util.Map;
import java.util.UUID;

/**
 * Tells readers anew what a restored service's database holds where the topic holds something newer that is lost: a topic of
 * states would stay wrong until each state changes once more. A bean a topic, run by the command {@code replay told:*}.
 */
public interface Retelling {

    /** Whose keys it tells. */
    Topic topic();

    /**
     * Tells the present state of these keys, each as its next event; of a key that is not there any more, that it is gone.
     *
     * @param keys with the sequence of the last event that was told of each; at most {@link Retellings#AT_ONCE}
     * @return how many events that made
     */
    int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> keys);
}
