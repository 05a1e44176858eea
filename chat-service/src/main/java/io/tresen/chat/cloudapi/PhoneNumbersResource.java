package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;
import io.tresen.chat.CodeSender;
import io.tresen.chat.ContactNumbers;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The numbers of an account: one. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{waba_id}/phone_numbers")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneNumbersResource {

    private final OwnNumber own;
    private final ContactNumbers numbers;
    private final CodeSender codes;
    private final Database database;

    PhoneNumbersResource(OwnNumber own, ContactNumbers numbers, CodeSender codes, Database database) {
        this.own = own;
        this.numbers = numbers;
        this.codes = codes;
        this.database = database;
    }

    public record Numbers(List<PhoneNumberView> data) {}

    @GET
    public Numbers list(@PathParam("waba_id") String wabaId) {
        PhoneNumberView number = database.read(tx -> {
            Business business = own.byWabaId(tx, wabaId);
            return PhoneNumberView.of(business, numbers.isVerified(tx, business.id()), codes.ready());
        });
        return new Numbers(List.of(number));
    }
}
