package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** The provider's events that have been applied. */
@ApplicationScoped
public class ProviderEvents {

    /** True when this event is new; it is then known in this transaction. */
    public boolean isNew(Tx tx, String provider, String eventId) {
        return tx.update(
                        "insert into provider_event (provider, event_id) values ($1, $2) on conflict do nothing",
                        provider,
                        eventId)
                == 1;
    }

    /** Forgets events that no provider delivers any more; Stripe gives up after three days. */
    public void purge(Tx tx) {
        tx.update("delete from provider_event where received_at < now() - interval '30 days'");
    }
}
