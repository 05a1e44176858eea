package io.tresen.chat.cloudapi;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The numbers of an account: one. */
@Path(GraphPaths.VERSION + "/{waba_id}/phone_numbers")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneNumbersResource {

    private final OwnNumber own;
    private final Database database;

    PhoneNumbersResource(OwnNumber own, Database database) {
        this.own = own;
        this.database = database;
    }

    public record Numbers(List<PhoneNumberView> data) {}

    @GET
    public Numbers list(@PathParam("waba_id") String wabaId) {
        return new Numbers(List.of(PhoneNumberView.of(database.read(tx -> own.byWabaId(tx, wabaId)))));
    }
}
