package io.tresen.payment.rest;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.payment.AccountKey;
import io.tresen.payment.Businesses;
import io.tresen.payment.LedgerStatements;
import io.tresen.payment.LedgerStatements.Account;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.wallet.Shoppers;
import io.tresen.payment.wallet.Wallet;
import io.tresen.payment.wallet.WalletPins;
import io.tresen.payment.wallet.Wallets;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Shoppers' wallets: a shopper's token opens its own, a business's those of its shoppers. */
@Path("/payments/v1/wallets/{shopper_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WalletsResource {

    private final Database database;
    private final Wallets wallets;
    private final WalletPins pins;
    private final Shoppers shoppers;
    private final Businesses businesses;
    private final LedgerStatements statements;
    private final StatementDesk desk;
    private final Waiting waiting;
    private final Caller caller;

    WalletsResource(
            Database database,
            Wallets wallets,
            WalletPins pins,
            Shoppers shoppers,
            Businesses businesses,
            LedgerStatements statements,
            StatementDesk desk,
            Waiting waiting,
            Caller caller) {
        this.database = database;
        this.wallets = wallets;
        this.pins = pins;
        this.shoppers = shoppers;
        this.businesses = businesses;
        this.statements = statements;
        this.desk = desk;
        this.waiting = waiting;
        this.caller = caller;
    }

    /** @param available the balance less what is held of it */
    public record WalletView(UUID shopperId, Money balance, Money available, long version, boolean pinSet) {}

    /**
     * @param pin 4 to 12 digits
     * @param oldPin needed once one is set
     */
    public record PinRequest(String pin, String oldPin) {

        /** Without the PINs, which must be in no log. */
        @Override
        public String toString() {
            return "PinRequest";
        }
    }

    /** A wallet; empty of money before anything moved. */
    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WalletView.class)))
    @Operation(summary = "A wallet")
    public Response wallet(@PathParam("shopper_id") UUID shopperId) {
        Wallet wallet = known(() -> database.read(tx -> {
            require(tx, shopperId);
            return wallets.find(tx, caller.businessId(), shopperId, currency(tx));
        }));
        return Response.ok(new WalletView(
                        wallet.shopperId(), wallet.balance(), wallet.available(), wallet.version(), wallet.pinSet()))
                .header("ETag", ETags.of(wallet.version()))
                .build();
    }

    /** The wallet's statement, oldest line first; each line is met once, however many are booked meanwhile. */
    @GET
    @Path("/entries")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Operation(summary = "A wallet's statement, oldest line first", description = "JSON, or all of it as text/csv")
    public Page<StatementDesk.LineView> entries(
            @PathParam("shopper_id") UUID shopperId,
            @Parameter(description = "Business time, inclusive") @QueryParam("from") String from,
            @Parameter(description = "Business time, exclusive") @QueryParam("to") String to,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        StatementDesk.Part part = new StatementDesk.Part(from, to, cursor, limit);
        return desk.page(account(shopperId).map(Account::id).orElse(StatementDesk.NONE), part);
    }

    /** The same as a file, from {@code from} up to, not including, {@code to}. */
    @GET
    @Path("/entries")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Produces(CsvAnswer.TYPE)
    @Operation(summary = "A wallet's statement, oldest line first", description = "JSON, or all of it as text/csv")
    public Response file(
            @PathParam("shopper_id") UUID shopperId,
            @Parameter(description = "Business time, inclusive") @QueryParam("from") String from,
            @Parameter(description = "Business time, exclusive") @QueryParam("to") String to) {
        StatementDesk.Part part = new StatementDesk.Part(from, to, null, null);
        return desk.file(account(shopperId).map(Account::id).orElse(StatementDesk.NONE), part);
    }

    /** Sets the PIN, or changes it. */
    @PUT
    @Path("/pin")
    @Allowed(Role.SHOPPER)
    @APIResponse(responseCode = "204", description = "It holds from now on")
    @Operation(summary = "Set the PIN, or change it")
    @APIResponse(
            responseCode = "409",
            description =
                    "pin-locked, with Retry-After: five wrong ones lock it for 15 minutes, each lock in a row for "
                            + "twice as long")
    @APIResponse(responseCode = "422", description = "invalid-fields, wrong-pin with tries_left")
    public Response pin(@PathParam("shopper_id") UUID shopperId, PinRequest body) {
        requireOwn(shopperId);
        Fields fields = new Fields();
        if (fields.required("/pin", body.pin()) != null && !WalletPins.isPin(body.pin())) {
            fields.add("/pin", "must have 4 to 12 digits");
        }
        fields.check();
        pins.set(caller.businessId(), shopperId, body.pin(), body.oldPin());
        return Response.noContent().build();
    }

    private Optional<Account> account(UUID shopperId) {
        return known(() -> database.read(tx -> {
            require(tx, shopperId);
            return statements.wallet(tx, caller.businessId(), AccountKey.wallet(shopperId, currency(tx)));
        }));
    }

    /** A shopper's token is proof enough that there is this shopper. */
    private void require(Tx tx, UUID shopperId) {
        if (caller.isShopper()) {
            requireOwn(shopperId);
        } else {
            shoppers.require(tx, caller.businessId(), shopperId);
        }
    }

    private void requireOwn(UUID shopperId) {
        if (!caller.subject().equals(shopperId)) {
            throw Problem.notFound().exception();
        }
    }

    /** What the copy of the shoppers lacks is waited for; another's wallet is not. */
    private <T> T known(Supplier<T> attempt) {
        return waiting.untilKnown(
                attempt, refusal -> !caller.isShopper() && refusal.is(PaymentRejection.UNKNOWN_PAYMENT.code()));
    }

    /** The business's; old tokens do not carry it. */
    private String currency(Tx tx) {
        return Optional.ofNullable(caller.currency())
                .or(() -> businesses.find(tx, caller.businessId()).map(Businesses.Business::currency))
                .orElseThrow(() -> Problem.unavailable().exception());
    }
}
