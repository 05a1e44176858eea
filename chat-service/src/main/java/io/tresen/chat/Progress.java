package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import java.util.UUID;

/** Hears of what brings a business nearer to its first sale. */
public interface Progress {

    /** Messages of the business reached a shopper. */
    void delivered(Tx tx, UUID businessId);
}
