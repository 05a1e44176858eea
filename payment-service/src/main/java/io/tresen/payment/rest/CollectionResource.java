package io.tresen.payment.rest;

import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PaymentCommands;
import io.tresen.payment.PaymentRejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Cash that was collected on delivery. */
@Path("/payments/v1/payments/{payment_id}/collection")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CollectionResource {

    private final PaymentCommands commands;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final Caller caller;

    CollectionResource(PaymentCommands commands, IdempotencyKeys idempotency, Waiting waiting, Caller caller) {
        this.commands = commands;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.caller = caller;
    }

    /** @param amountMinor exactly what the order costs */
    public record CashRequest(@Schema(minimum = "1", maximum = "" + RefundsResource.MOST) Long amountMinor) {}

    /** Records the cash. That the parcel left may not have come here yet, so the call waits for it. */
    @POST
    @KeyRequired
    @Operation(summary = "Record the cash of a delivery")
    @APIResponse(
            responseCode = "200",
            description = "The payment, captured",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "not-shipped, not-cash-on-delivery, already-collected, collection-closed; request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, wrong-amount: exactly what the order costs is collected; "
                    + "idempotency-key-reused")
    public Response collect(@PathParam("payment_id") UUID paymentId, CashRequest body) {
        Fields fields = new Fields();
        long amount = RefundsResource.amount(fields, body.amountMinor());
        fields.check();
        return waiting.untilKnown(
                () -> idempotency.required(tx -> {
                    OrderPayments held = commands.collect(tx, caller.businessId(), paymentId, amount, caller.by());
                    return Answer.of(
                            200, PaymentView.of(held, held.payment(paymentId).orElseThrow(), null, null));
                }),
                refusal -> refusal.is(PaymentRejection.NOT_SHIPPED.code()));
    }
}
