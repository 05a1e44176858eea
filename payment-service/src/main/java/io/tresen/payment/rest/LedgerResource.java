package io.tresen.payment.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.LedgerTransfers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The ledger, to look at. */
@Path("/payments/v1/ledger")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

    private final Database database;
    private final LedgerTransfers ledger;
    private final Caller caller;

    LedgerResource(Database database, LedgerTransfers ledger, Caller caller) {
        this.database = database;
        this.ledger = ledger;
        this.caller = caller;
    }

    /** One currency of the trial balance, in minor units. */
    public record Line(String currency, long debitsMinor, long creditsMinor, long differenceMinor) {}

    /** All currencies that the business ever had. */
    public record TrialBalance(List<Line> data) {}

    /** Debits and credits of the caller's own accounts; their difference is zero. */
    @GET
    @Path("/trial-balance")
    public TrialBalance trialBalance() {
        return new TrialBalance(database.read(tx -> ledger.trialBalance(tx, caller.businessId())).stream()
                .map(b -> new Line(b.currency(), b.debitsMinor(), b.creditsMinor(), b.debitsMinor() - b.creditsMinor()))
                .toList());
    }
}
