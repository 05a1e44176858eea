package io.tresen.order;

import io.tresen.costs.CostRules;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.UUID;

/** Tells what shops ask for, so that others can show it; in the transaction of the change. Times are business time. */
public interface RuleEvents {

    /** Snapshot of a shop's rules. @param currency ISO 4217, of the rules' amounts */
    void rulesChanged(Tx tx, UUID businessId, String currency, CostRules rules, Instant at);

    /** Snapshot of a code. @param cause the event that it follows from; null when a person or the clock caused it */
    void discountChanged(Tx tx, UUID businessId, DiscountCode code, Instant at, Event cause);

    /** A code is gone. @param version of its removal */
    void discountRemoved(Tx tx, UUID businessId, String code, long version);
}
