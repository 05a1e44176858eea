package io.tresen.payment.rest;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.payment.OrderKey;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.Payments;
import io.tresen.payment.provider.Charging;
import io.tresen.payment.provider.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Payments, to look at. */
@Path("/payments/v1/payments")
@Allowed(value = Role.BUSINESS, agents = true)
@Produces(MediaType.APPLICATION_JSON)
public class PaymentsResource {

    private final Database database;
    private final Payments payments;
    private final Provider provider;
    private final Charging charging;
    private final Caller caller;
    private final Waiting waiting;

    PaymentsResource(
            Database database,
            Payments payments,
            Provider provider,
            Charging charging,
            Caller caller,
            Waiting waiting) {
        this.database = database;
        this.payments = payments;
        this.provider = provider;
        this.charging = charging;
        this.caller = caller;
        this.waiting = waiting;
    }

    /**
     * The attempts of an order, in their order; none for an order that never asked to be paid. An order that this service
     * has not heard of yet is waited for.
     */
    @GET
    @Operation(
            summary = "An order's payments",
            description = "Its attempts in their order; none for an order that never asked to be paid.")
    public Page<PaymentView> ofOrder(@QueryParam("order_id") String orderIdText) {
        UUID orderId = Params.uuid("order_id", orderIdText);
        if (orderId == null) {
            throw Problem.parameter("order_id", "is required").exception();
        }
        OrderKey key = new OrderKey(caller.businessId(), orderId);
        try {
            OrderPayments held = waiting.untilKnown(
                    () -> database.read(tx -> payments.find(tx, key))
                            .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception),
                    refusal -> refusal.is(PaymentRejection.UNKNOWN_PAYMENT.code()));
            return page(held.payments().stream().map(p -> view(held, p.id())).toList());
        } catch (RejectedException refused) {
            if (refused.is(PaymentRejection.UNKNOWN_PAYMENT.code())) {
                return page(List.of());
            }
            throw refused; // who could not wait has not been told that there are none
        }
    }

    /** One payment. */
    @GET
    @Path("/{payment_id}")
    @Operation(summary = "A payment")
    public PaymentView one(@PathParam("payment_id") UUID paymentId) {
        return database.read(tx -> payments.findOfPayment(tx, caller.businessId(), paymentId))
                .map(held -> view(held, paymentId))
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
    }

    private PaymentView view(OrderPayments held, UUID paymentId) {
        return PaymentView.of(
                held,
                held.payment(paymentId).orElseThrow(),
                provider.name(),
                charging.payUrl(held.order().payToken()));
    }

    private static Page<PaymentView> page(List<PaymentView> views) {
        return new Page<>(views, new Page.Paging(null));
    }
}
