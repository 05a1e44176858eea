package io.tresen.chat.rest;

import io.tresen.chat.PhoneNumber;
import io.tresen.chat.ShopperPhones;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The business confirms a shopper's phone number: from then on what its apps send to that number goes to this shopper. A
 * number that a shopper only states does nothing, since anybody could state anybody's.
 */
@Path("/chat/v1/conversations/{id}/phone")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneResource {

    private static final int LONGEST = 40;

    private final ShopperPhones phones;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    PhoneResource(ShopperPhones phones, Database database, Caller caller, BusinessClock clock) {
        this.phones = phones;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** International, with {@code +} or {@code 00}; null: the shopper has none. */
    public record Phone(String phone) {}

    /** {@code phone} in digits alone, or null. */
    public record PhoneView(UUID shopperId, String phone) {}

    @PUT
    @Operation(summary = "Confirm or remove the shopper's phone number")
    @APIResponse(responseCode = "409", description = "phone-taken")
    public PhoneView confirm(@PathParam("id") UUID id, Phone body) {
        Fields fields = new Fields();
        String digits = null;
        if (body.phone() != null) {
            fields.text("/phone", body.phone(), 1, LONGEST);
            digits = PhoneNumber.digits(body.phone()).orElse(null);
            if (digits == null) {
                fields.add("/phone", PhoneNumber.CURE);
            }
        }
        fields.check();
        String confirmed = digits;
        return database.inTransaction(tx -> {
            UUID shopperId = phones.confirm(tx, clock.now(), caller.businessId(), id, confirmed, caller.by())
                    .orElseThrow(() -> Problem.notFound().exception());
            return new PhoneView(shopperId, confirmed);
        });
    }
}
