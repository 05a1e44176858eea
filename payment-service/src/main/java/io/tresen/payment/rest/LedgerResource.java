package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.LedgerAccount;
import io.tresen.payment.LedgerStatements;
import io.tresen.payment.LedgerStatements.Account;
import io.tresen.payment.LedgerTransfers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The ledger, to look at. */
@Path("/payments/v1/ledger")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

    private final Database database;
    private final LedgerTransfers ledger;
    private final LedgerStatements statements;
    private final StatementDesk desk;
    private final Caller caller;

    LedgerResource(
            Database database, LedgerTransfers ledger, LedgerStatements statements, StatementDesk desk, Caller caller) {
        this.database = database;
        this.ledger = ledger;
        this.statements = statements;
        this.desk = desk;
        this.caller = caller;
    }

    /** One currency of the trial balance, in minor units. */
    public record Line(String currency, long debitsMinor, long creditsMinor, long differenceMinor) {}

    /** All currencies that the business ever had. */
    public record TrialBalance(List<Line> data) {}

    /**
     * An account.
     *
     * @param shopperId whose wallet it is; absent for every other kind
     * @param balanceMinor what was posted, in minor units; above zero in the direction in which such accounts rise
     * @param availableMinor the balance less what is held of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccountView(
            String accountId, String kind, UUID shopperId, String currency, long balanceMinor, long availableMinor) {}

    /** Debits and credits of the caller's own accounts; their difference is zero. */
    @GET
    @Path("/trial-balance")
    @Operation(summary = "Debits and credits, and their difference: zero")
    public TrialBalance trialBalance() {
        return new TrialBalance(database.read(tx -> ledger.trialBalance(tx, caller.businessId())).stream()
                .map(b -> new Line(b.currency(), b.debitsMinor(), b.creditsMinor(), b.debitsMinor() - b.creditsMinor()))
                .toList());
    }

    /** The caller's accounts in the order of their making, those of a kind where {@code kind} names one. */
    @GET
    @Path("/accounts")
    @Operation(summary = "Accounts of the ledger")
    public Page<AccountView> accounts(
            @Parameter(description = "Accounts of this kind alone, e.g. business_balance") @QueryParam("kind")
                    String kindWord,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String max) {
        LedgerAccount kind = Params.word("kind", kindWord, LedgerAccount.class);
        Cursor cursor = Cursor.read(cursorText, Long.class);
        int limit = Page.limit(max);
        List<Account> accounts = database.read(tx ->
                statements.accounts(tx, caller.businessId(), kind, cursor == null ? 0 : cursor.number(0), limit + 1));
        return Page.of(accounts, limit, LedgerResource::view, account -> Cursor.of(account.id()));
    }

    /**
     * An account's statement, oldest line first; each line is met once, however many are booked meanwhile. What was booked appears
     * in it within a few seconds; balances have it at once.
     */
    @GET
    @Path("/accounts/{account_id}/entries")
    @Operation(summary = "An account's statement, oldest line first", description = "JSON, or all of it as text/csv")
    public Page<StatementDesk.LineView> entries(
            @PathParam("account_id") String accountId,
            @Parameter(description = "Business time, inclusive") @QueryParam("from") String from,
            @Parameter(description = "Business time, exclusive") @QueryParam("to") String to,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        return desk.page(account(accountId), new StatementDesk.Part(from, to, cursor, limit));
    }

    /** The same as a file, from {@code from} up to, not including, {@code to}. */
    @GET
    @Path("/accounts/{account_id}/entries")
    @Produces(CsvAnswer.TYPE)
    @Operation(summary = "An account's statement, oldest line first", description = "JSON, or all of it as text/csv")
    public Response file(
            @PathParam("account_id") String accountId,
            @Parameter(description = "Business time, inclusive") @QueryParam("from") String from,
            @Parameter(description = "Business time, exclusive") @QueryParam("to") String to) {
        return desk.file(account(accountId), new StatementDesk.Part(from, to, null, null));
    }

    private long account(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.notFound().exception();
        }
        return database.read(tx -> statements.account(tx, caller.businessId(), Long.parseLong(text)))
                .orElseThrow(() -> Problem.notFound().exception())
                .id();
    }

    private static AccountView view(Account account) {
        return new AccountView(
                Long.toString(account.id()),
                account.key().kind().word(),
                account.key().ownerId(),
                account.key().currency(),
                account.balanceMinor(),
                account.availableMinor());
    }
}
