package io.tresen.payment.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Ticket;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The currency of the caller's business: what the token says, or for one that does not, what the copy knows. */
@ApplicationScoped
public class CallersCurrency {

    private final Database database;
    private final Businesses businesses;

    CallersCurrency(Database database, Businesses businesses) {
        this.database = database;
        this.businesses = businesses;
    }

    /** ISO 4217. @throws io.tresen.messaging.RejectedException 503 while nobody knows */
    String of(Caller caller) {
        return caller.currency() == null ? copied(caller.businessId()) : caller.currency();
    }

    /** As {@link #of(Caller)}, for whoever has a ticket. */
    String of(Ticket ticket) {
        return ticket.currency() == null ? copied(ticket.businessId()) : ticket.currency();
    }

    private String copied(UUID businessId) {
        return database.read(tx -> businesses.find(tx, businessId))
                .map(Business::currency)
                .orElseThrow(() -> Problem.unavailable().exception());
    }
}
