package io.tresen.payment.rest;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.payment.wallet.WalletTransferCommands;
import io.tresen.payment.wallet.WalletTransferCommands.Wanted;
import io.tresen.payment.wallet.WalletTransferRejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Money that a shopper, or the shop, asks a shopper for. Nothing is held until the payer agrees. */
@Path("/payments/v1/payment-requests")
@Allowed({Role.BUSINESS, Role.SHOPPER})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PaymentRequestResource {

    private final WalletTransferCommands commands;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final CallersCurrency currency;
    private final Caller caller;

    PaymentRequestResource(
            WalletTransferCommands commands,
            IdempotencyKeys idempotency,
            Waiting waiting,
            CallersCurrency currency,
            Caller caller) {
        this.commands = commands;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.currency = currency;
        this.caller = caller;
    }

    /**
     * What is asked for.
     *
     * @param fromShopperId who is to pay
     * @param toShopperId absent, or the shopper who asks; a business asks for itself alone
     * @param orderId the order of the payer that it is for, for a shop alone. While the order can be paid the request pays it, and
     *     asks for all of it; later it is money beside the order
     */
    public record PaymentRequest(
            UUID fromShopperId,
            UUID toShopperId,
            Money amount,
            @Schema(minLength = 1, maxLength = TransferRequest.LONGEST_NOTE) String note,
            UUID orderId) {

        private Wanted wanted(Caller caller, String currency) {
            Fields fields = new Fields();
            fields.required("/from_shopper_id", fromShopperId);
            UUID payee = caller.isShopper() ? caller.subject() : null;
            if (toShopperId != null && !toShopperId.equals(payee)) {
                fields.add("/to_shopper_id", "must be absent" + (caller.isShopper() ? " or the caller" : ""));
            }
            if (orderId != null && caller.isShopper()) {
                fields.add("/order_id", "must be absent: only a shop asks for an order");
            }
            Money asked = TransferRequest.above0(fields, amount, currency);
            String written = fields.optionalText("/note", note, 1, TransferRequest.LONGEST_NOTE);
            fields.check();
            return new Wanted(
                    caller.businessId(), fromShopperId, payee, asked, written, orderId, currency, caller.by());
        }
    }

    /** Asks, once per key: a request made twice is paid twice. A payer or an order that this service has not heard of yet is waited for. */
    @POST
    @KeyRequired
    @Operation(
            summary = "Ask a shopper for money",
            description = "A request of a shop that names an order pays it while it can be paid, and asks for all of "
                    + "it. Made twice under two keys, it is paid twice.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for; nothing is held. Location is the transfer",
            content = @Content(schema = @Schema(implementation = WalletTransferView.class)))
    @APIResponse(
            responseCode = "409",
            description = "too-many-requests: a shopper has as many open as may be, or one to this payer, or the order "
                    + "has; order-still-payable: it is being paid, or not from a wallet; "
                    + "request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, unknown-shopper, unknown-order, wrong-amount: an order that can be paid is "
                    + "asked for in full; to-oneself, transfer-limit-exceeded, invalid-amount, other-currency; "
                    + "idempotency-key-reused")
    public Response ask(PaymentRequest body) {
        Wanted wanted = body.wanted(caller, currency.of(caller));
        UUID id = Ids.v7();
        return waiting.untilKnown(
                () -> idempotency.required(
                        tx -> Answer.of(201, WalletTransferView.of(commands.request(tx, wanted, id), caller))
                                .at("/payments/v1/transfers/" + id)),
                refusal -> refusal.is(WalletTransferRejection.UNKNOWN_SHOPPER.code())
                        || refusal.is(WalletTransferRejection.UNKNOWN_ORDER.code()));
    }
}
