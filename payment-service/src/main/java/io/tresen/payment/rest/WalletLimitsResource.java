package io.tresen.payment.rest;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.wallet.WalletLimit;
import io.tresen.payment.wallet.WalletLimits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How much a shopper may send. */
@Path("/payments/v1/wallet-limits")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WalletLimitsResource {

    private final Database database;
    private final WalletLimits limits;
    private final CallersCurrency currency;
    private final Caller caller;

    WalletLimitsResource(Database database, WalletLimits limits, CallersCurrency currency, Caller caller) {
        this.database = database;
        this.limits = limits;
        this.currency = currency;
        this.caller = caller;
    }

    /** @param perDay within 24 hours, whatever the time of day; orders are not counted */
    public record LimitsView(Money perTransfer, Money perDay) {}

    /** What is in force. */
    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @Operation(summary = "How much a shopper may send")
    public LimitsView show() {
        String kept = currency.of(caller);
        return view(database.read(tx -> limits.of(tx, caller.businessId(), kept)));
    }

    /** Sets both; what was sent before stays. */
    @PUT
    @Operation(
            summary = "Set how much a shopper may send",
            description = "Both hold from now on, for card top-ups as well; orders and cash are not counted.")
    public LimitsView set(LimitsView body) {
        Fields fields = new Fields();
        String kept = currency.of(caller);
        Money perTransfer = fields.money("/per_transfer", body.perTransfer(), kept);
        Money perDay = fields.money("/per_day", body.perDay(), kept);
        fields.check();
        WalletLimit limit = new WalletLimit(perTransfer, perDay);
        database.run(tx -> limits.put(tx, caller.businessId(), limit));
        return view(limit);
    }

    private static LimitsView view(WalletLimit limit) {
        return new LimitsView(limit.perTransfer(), limit.perDay());
    }
}
