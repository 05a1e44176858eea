package io.tresen.catalog.rest;

import io.tresen.catalog.FeedKeys;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The secret address of a business's feed. */
@Path("/catalog/v1/exports/meta-feed/key")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class FeedKeyResource {

    private final FeedKeys keys;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;

    FeedKeyResource(
            FeedKeys keys,
            Database database,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.keys = keys;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
    }

    /** The address; told this once. */
    public record Address(String url) {

        /** For logs: no key. */
        @Override
        public String toString() {
            return "Address[]";
        }
    }

    @PUT
    @Operation(summary = "Make a secret address for Meta's scheduled feed; the one before ends")
    @APIResponse(responseCode = "200", description = "The address, told this once")
    public Address make() {
        String key = FeedKey.fresh();
        database.run(tx -> keys.put(tx, caller.businessId(), FeedKey.hash(key), clock.now()));
        return new Address(origin + "/catalog/v1/exports/meta-feed?key=" + key);
    }

    @DELETE
    @Operation(summary = "End the secret address")
    @APIResponse(responseCode = "204", description = "Only the business's token opens the feed now")
    @APIResponse(responseCode = "404", description = "not-found")
    public void end() {
        if (!database.inTransaction(tx -> keys.remove(tx, caller.businessId()))) {
            throw Problem.notFound().exception();
        }
    }
}
