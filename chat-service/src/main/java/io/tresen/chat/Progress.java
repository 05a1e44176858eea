package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import java.util.Set;
import java.util.UUID;

/** Hears of what brings a business nearer to its first sale. */
public interface Progress {

    /** Messages of each of the businesses reached a shopper; at least one business. */
    void delivered(Tx tx, Set<UUID> businessIds);
}
