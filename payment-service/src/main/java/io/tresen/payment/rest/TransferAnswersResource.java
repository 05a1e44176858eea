package io.tresen.payment.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.wallet.WalletPins;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferCommands;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What its two sides say to a transfer. Saying the same again changes nothing; another end is 409. */
@Path("/payments/v1/transfers/{transfer_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TransferAnswersResource {

    private final WalletTransferCommands commands;
    private final WalletPins pins;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;

    TransferAnswersResource(
            WalletTransferCommands commands,
            WalletPins pins,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller) {
        this.commands = commands;
        this.pins = pins;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param pin the payer's, needed once one is set, and always to pay an order; the payee of what was sent needs none */
    public record Acceptance(String pin) {

        /** Without the PIN, wherever it may be written. */
        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    /** The payer pays what is asked for, or the payee takes what was sent. */
    @POST
    @Path("/acceptance")
    @Allowed(Role.SHOPPER)
    @Operation(
            summary = "Accept a transfer",
            description = "The payer pays what is asked for, by PIN; the payee takes what was sent.")
    @APIResponse(
            responseCode = "200",
            description = "The transfer",
            content = @Content(schema = @Schema(implementation = WalletTransferView.class)))
    @APIResponse(responseCode = "403", description = "not-yours-to-answer, forbidden")
    @APIResponse(
            responseCode = "409",
            description = "transfer-ended, daily-limit-exceeded, insufficient-funds, balance-too-large, "
                    + "order-not-payable, pin-needed, pin-locked with Retry-After; request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "wrong-pin with tries_left, pin-not-set, invalid-fields for a PIN that is missing, "
                    + "transfer-limit-exceeded; idempotency-key-reused")
    public Response accept(@PathParam("transfer_id") UUID transferId, @OptionalBody Acceptance body) {
        Optional<Response> replayed = idempotency.replayed();
        if (replayed.isPresent()) {
            return replayed.get();
        }
        WalletTransfer transfer =
                database.read(tx -> commands.concerning(tx, caller.businessId(), caller.subject(), transferId));
        if (transfer.party(caller.subject()) == Party.PAYEE) {
            return answered(tx -> commands.accept(tx, caller.businessId(), caller.subject(), transferId));
        }
        String pin = body == null ? null : body.pin();
        if (transfer.paysOrder()) {
            pins.check(caller.businessId(), caller.subject(), pin, "/pin"); // an order's page asks for it too
        } else {
            pins.checkIfSet(caller.businessId(), caller.subject(), pin, "/pin");
        }
        return answered(tx -> commands.authorise(tx, caller.businessId(), caller.subject(), transferId));
    }

    /** Who is asked says no. */
    @POST
    @Path("/declination")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Operation(summary = "Decline what is asked for, or what was sent")
    @APIResponse(
            responseCode = "200",
            description = "The transfer",
            content = @Content(schema = @Schema(implementation = WalletTransferView.class)))
    @APIResponse(responseCode = "403", description = "not-yours-to-answer: who began cancels; forbidden")
    @APIResponse(responseCode = "409", description = "transfer-ended; request-in-progress")
    public Response decline(@PathParam("transfer_id") UUID transferId) {
        return answered(tx -> commands.decline(tx, caller.businessId(), shopper(), transferId, caller.by()));
    }

    /** Who began takes it back. */
    @POST
    @Path("/cancellation")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Operation(summary = "Take back what one asked for or sent")
    @APIResponse(
            responseCode = "200",
            description = "The transfer",
            content = @Content(schema = @Schema(implementation = WalletTransferView.class)))
    @APIResponse(responseCode = "403", description = "not-yours-to-answer: who is asked declines; forbidden")
    @APIResponse(responseCode = "409", description = "transfer-ended; request-in-progress")
    public Response cancel(@PathParam("transfer_id") UUID transferId) {
        return answered(tx -> commands.cancel(tx, caller.businessId(), shopper(), transferId, caller.by()));
    }

    private Response answered(Function<Tx, WalletTransfer> answer) {
        return idempotency.optional(tx -> Answer.of(200, WalletTransferView.of(answer.apply(tx), caller)));
    }

    private UUID shopper() {
        return caller.isShopper() ? caller.subject() : null;
    }
}
