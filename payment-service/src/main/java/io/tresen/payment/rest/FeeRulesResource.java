package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.FeeRule;
import io.tresen.payment.Fees;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the platform takes, published. */
@Path("/payments/v1/fee-rules")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class FeeRulesResource {

    private final Database database;
    private final Fees fees;
    private final Caller caller;

    FeeRulesResource(Database database, Fees fees, Caller caller) {
        this.database = database;
        this.fees = fees;
        this.caller = caller;
    }

    /**
     * @param yours true where it was made for the caller
     * @param method {@code card}, {@code wallet} or {@code cod}; absent: any
     * @param currency absent: any
     * @param ratePpm millionths of what was captured, shipping and tax included
     * @param fixedMinor on top of the rate
     * @param minimumMinor the least that is taken
     * @param validTo exclusive; absent: no end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FeeRuleView(
            String name,
            boolean yours,
            String method,
            String currency,
            int ratePpm,
            long fixedMinor,
            long minimumMinor,
            Instant validFrom,
            Instant validTo) {}

    /**
     * The rules that touch the caller, past and coming ones too, the newest first. Of those in force the most specific holds:
     * a named business before a method before a currency; among equals the newest. Fee = min(captured, max(minimum,
     * round half up(captured × rate) + fixed)).
     */
    @GET
    @Operation(summary = "What the platform takes")
    public Page<FeeRuleView> list(@QueryParam("cursor") String cursorText, @QueryParam("limit") String limitText) {
        Cursor cursor = Cursor.read(cursorText, Instant.class, String.class);
        int limit = Page.limit(limitText);
        List<FeeRule> rules = database.read(tx -> fees.of(
                tx,
                caller.businessId(),
                caller.currency(),
                cursor == null ? null : cursor.time(0),
                cursor == null ? null : cursor.text(1),
                limit + 1));
        return Page.of(rules, limit, FeeRulesResource::view, rule -> Cursor.of(rule.validFrom(), rule.name()));
    }

    private static FeeRuleView view(FeeRule rule) {
        return new FeeRuleView(
                rule.name(),
                rule.businessId() != null,
                rule.method() == null ? null : rule.method().word(),
                rule.currency(),
                rule.ratePpm(),
                rule.fixedMinor(),
                rule.minimumMinor(),
                rule.validFrom(),
                rule.validTo());
    }
}
