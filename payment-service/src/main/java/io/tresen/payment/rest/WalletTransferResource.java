package io.tresen.payment.rest;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.payment.wallet.WalletPins;
import io.tresen.payment.wallet.WalletTransferCommands;
import io.tresen.payment.wallet.WalletTransferCommands.Wanted;
import io.tresen.payment.wallet.WalletTransferRejection;
import io.tresen.payment.wallet.WalletTransferStatus;
import io.tresen.payment.wallet.WalletTransfers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Money that a shopper sends to another, or to the shop; and all transfers, to look at. */
@Path("/payments/v1/transfers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WalletTransferResource {

    private final WalletTransferCommands commands;
    private final WalletTransfers transfers;
    private final WalletPins pins;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final CallersCurrency currency;
    private final Caller caller;

    WalletTransferResource(
            WalletTransferCommands commands,
            WalletTransfers transfers,
            WalletPins pins,
            Database database,
            IdempotencyKeys idempotency,
            Waiting waiting,
            CallersCurrency currency,
            Caller caller) {
        this.commands = commands;
        this.transfers = transfers;
        this.pins = pins;
        this.database = database;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.currency = currency;
        this.caller = caller;
    }

    /** Sends at once, without the payee's yes. A payee that this service has not heard of yet is waited for. */
    @POST
    @KeyRequired
    @Allowed(Role.SHOPPER)
    @Operation(summary = "Send money, at once", description = "Without the payee's yes; by the PIN once one is set.")
    @APIResponse(
            responseCode = "201",
            description = "Sent; Location is the transfer",
            content = @Content(schema = @Schema(implementation = WalletTransferView.class)))
    @APIResponse(
            responseCode = "409",
            description = "insufficient-funds, daily-limit-exceeded, balance-too-large, pin-locked with Retry-After; "
                    + "request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, unknown-shopper, to-oneself, transfer-limit-exceeded, invalid-amount, "
                    + "other-currency, wrong-pin with tries_left; idempotency-key-reused")
    public Response send(@HeaderParam("Idempotency-Key") String key, TransferRequest body) {
        Wanted wanted = body.wanted(caller, currency.of(caller));
        Optional<Response> replayed = idempotency.replayed();
        if (replayed.isPresent()) {
            return replayed.get();
        }
        if (key != null) {
            pins.checkIfSet(caller.businessId(), caller.subject(), body.pin(), "/pin");
        }
        UUID id = Ids.v7();
        return waiting.untilKnown(
                () -> idempotency.required(
                        tx -> Answer.of(201, WalletTransferView.of(commands.send(tx, wanted, id), caller))
                                .at("/payments/v1/transfers/" + id)),
                refusal -> refusal.is(WalletTransferRejection.UNKNOWN_SHOPPER.code()));
    }

    /** Newest first; a shopper's own, or for the business all or one shopper's. */
    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @Operation(
            summary = "Transfers, newest first",
            description = "A shopper's own; for the business all, or those of one shopper.")
    public Page<WalletTransferView> list(
            @Parameter(description = "Of this shopper alone") @QueryParam("shopper_id") String shopperIdText,
            @Parameter(description = "In this status alone") @QueryParam("status") String statusText,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText) {
        UUID shopperId = Params.uuid("shopper_id", shopperIdText);
        WalletTransferStatus status = Params.word("status", statusText, WalletTransferStatus.class);
        Cursor cursor = Cursor.read(cursorText, Long.class);
        int limit = Page.limit(limitText);
        if (caller.isShopper() && shopperId != null && !shopperId.equals(caller.subject())) {
            throw Problem.notFound().exception();
        }
        UUID whose = caller.isShopper() ? caller.subject() : shopperId;
        return Page.of(
                database.read(tx -> transfers.list(
                        tx, caller.businessId(), whose, status, cursor == null ? null : cursor.number(0), limit)),
                limit,
                listed -> WalletTransferView.of(listed.transfer(), caller),
                listed -> Cursor.of(listed.position()));
    }

    /** One; what another shopper has not agreed to yet is nothing to the payee. */
    @GET
    @Path("/{transfer_id}")
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @Operation(summary = "A transfer")
    public WalletTransferView one(@PathParam("transfer_id") UUID transferId) {
        UUID shopperId = caller.isShopper() ? caller.subject() : null;
        return WalletTransferView.of(
                database.read(tx -> commands.concerning(tx, caller.businessId(), shopperId, transferId)), caller);
    }
}
