package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Opening;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The shopper's consent to the business terms, given or taken back outside the chat (INTERFACE 3). */
@Path("/chat/v1/conversations/{id}/consent")
@Allowed(Role.SHOPPER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    private final Businesses businesses;
    private final Opening opening;
    private final OwnConversation own;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    ConsentResource(
            Businesses businesses,
            Opening opening,
            OwnConversation own,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.businesses = businesses;
        this.opening = opening;
        this.own = own;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** {@code version}: the terms that were read. */
    public record Consent(Boolean businessTerms, String version) {}

    /** What holds now. */
    public record ConsentView(boolean consentGiven, String termsVersion) {}

    @PUT
    public ConsentView consent(@PathParam("id") UUID id, Consent body) {
        own.check(id);
        Fields fields = new Fields();
        fields.required("/business_terms", body.businessTerms());
        if (!Boolean.FALSE.equals(body.businessTerms())) {
            fields.required("/version", body.version());
        }
        fields.check();
        return database.inTransaction(tx -> {
            Business business = businesses.get(tx, caller.businessId());
            String current = Integer.toString(business.termsVersion());
            if (body.version() != null && !body.version().equals(current)) {
                throw ChatRejection.TERMS_OUTDATED.exception();
            }
            opening.consent(tx, clock.now(), business, caller.subject(), body.businessTerms());
            return new ConsentView(body.businessTerms(), current);
        });
    }
}
