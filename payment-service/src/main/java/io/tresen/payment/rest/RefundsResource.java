package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Parts;
import io.tresen.payment.PaymentCommands;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.Payments;
import io.tresen.payment.Refund;
import io.tresen.payment.RefundState;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Refunds that a person of the shop asks for. */
@Path("/payments/v1/payments/{payment_id}/refunds")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RefundsResource {

    static final long MOST = (1L << 53) - 1;
    private static final int LONGEST_REASON = 500;

    private final PaymentCommands commands;
    private final Payments payments;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;

    RefundsResource(
            PaymentCommands commands,
            Payments payments,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller) {
        this.commands = commands;
        this.payments = payments;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param amountMinor in the currency that was captured, above zero */
    public record RefundRequest(
            @Schema(minimum = "1", maximum = "" + MOST) Long amountMinor,
            @Schema(minLength = 1, maxLength = LONGEST_REASON) String reason) {}

    /**
     * @param status {@code pending}, {@code succeeded} or {@code failed}
     * @param reason what the person who asked for it wrote; absent where nobody did
     * @param by who asked for it
     * @param parts what it reversed of the payment's parts; all 0 unless it succeeded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefundView(
            UUID refundId,
            UUID paymentId,
            String status,
            long amountMinor,
            String currency,
            String reason,
            By by,
            PartsView parts) {}

    /** Those of a payment, in their order. */
    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @Operation(summary = "A payment's refunds")
    public Page<RefundView> list(@PathParam("payment_id") UUID paymentId) {
        return new Page<>(of(paymentId).map(RefundsResource::view).toList(), new Page.Paging(null));
    }

    /** One refund. */
    @GET
    @Path("/{refund_id}")
    @Allowed(value = Role.BUSINESS, agents = true)
    @Operation(summary = "A refund")
    public RefundView one(@PathParam("payment_id") UUID paymentId, @PathParam("refund_id") UUID refundId) {
        return of(paymentId)
                .filter(refund -> refund.id().equals(refundId))
                .findFirst()
                .map(RefundsResource::view)
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
    }

    private Stream<Refund> of(UUID paymentId) {
        OrderPayments held = database.read(tx -> payments.findOfPayment(tx, caller.businessId(), paymentId))
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
        return held.refunds().stream().filter(refund -> refund.paymentId().equals(paymentId));
    }

    /** 202: the provider is asked at once; the outcome comes as an event. 201: cash, handed over. */
    @POST
    @KeyRequired
    @Operation(summary = "Give money of a payment back")
    @APIResponse(
            responseCode = "202",
            description = "The provider is asked; the outcome comes as an event",
            content = @Content(schema = @Schema(implementation = RefundView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Done: cash was handed over, or the money is in the wallet",
            content = @Content(schema = @Schema(implementation = RefundView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "refund-exceeds-captured: more than what was captured and not yet refunded; request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, amount-not-payable: the card provider has no such amount in this currency; "
                    + "idempotency-key-reused")
    public Response refund(@PathParam("payment_id") UUID paymentId, RefundRequest body) {
        Fields fields = new Fields();
        long amount = amount(fields, body.amountMinor());
        String reason = fields.text("/reason", body.reason(), 1, LONGEST_REASON);
        fields.check();
        return idempotency.required(tx -> {
            Refund refund = commands.refund(tx, caller.businessId(), paymentId, amount, reason, caller.by());
            return Answer.of(refund.state() == RefundState.SUCCEEDED ? 201 : 202, view(refund));
        });
    }

    /** An amount of at least one minor unit; 0 after a noted fault. */
    static long amount(Fields fields, Long amountMinor) {
        if (fields.required("/amount_minor", amountMinor) == null) {
            return 0;
        }
        if (amountMinor < 1 || amountMinor > MOST) {
            fields.add("/amount_minor", "must be from 1 to " + MOST);
            return 0;
        }
        return amountMinor;
    }

    private static RefundView view(Refund refund) {
        String status = refund.state().isInFlight() ? "pending" : refund.state().word();
        return new RefundView(
                refund.id(),
                refund.paymentId(),
                status,
                refund.amount().amountMinor(),
                refund.amount().currency(),
                refund.note(),
                refund.by(),
                PartsView.of(refund.state() == RefundState.SUCCEEDED ? refund.parts() : Parts.NONE));
    }
}
