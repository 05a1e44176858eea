package io.tresen.order.rest;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.order.Order;
import io.tresen.order.OrderDossier;
import io.tresen.order.OrderDossiers;
import io.tresen.order.OrderDraft;
import io.tresen.order.OrderRejection;
import io.tresen.order.OrderStatus;
import io.tresen.order.Orders;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Places orders and lists them. */
@Path("/orders/v1/orders")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {

    private static final long POLL_MS = 50;

    private final OrderDesk desk;
    private final Orders orders;
    private final OrderDossiers dossiers;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final Caller caller;

    OrdersResource(
            OrderDesk desk,
            Orders orders,
            OrderDossiers dossiers,
            Database database,
            IdempotencyKeys idempotency,
            Waiting waiting,
            Caller caller) {
        this.desk = desk;
        this.orders = orders;
        this.dossiers = dossiers;
        this.database = database;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.caller = caller;
    }

    /** What is said at once; the stock is decided afterwards. */
    public record Placed(UUID orderId, String orderNo, OrderStatus status) {}

    @POST
    @KeyRequired
    @Operation(
            summary = "Place an order",
            description = "Prefer: wait=N (at most 10) answers once the stock is decided")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(implementation = String.class))
    @Parameter(name = "Prefer", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the order",
            content = @Content(schema = @Schema(implementation = Placed.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "price-changed, with the new total; discount-not-valid-yet, discount-expired, discount-used-up")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, unknown-product, unknown-shopper, payment-method-unavailable, "
                    + "wallet-needs-shopper, cod-for-services, invalid-address, amount-not-payable, total-too-large, unknown-discount, "
                    + "discount-minimum-not-reached, country-not-served")
    public Response place(PlaceOrder body, @Context HttpHeaders headers) {
        OrderDraft draft = body.draft(caller.businessId(), caller.currency());
        UUID[] placed = new UUID[1];
        Response first = waiting.untilKnown(
                () -> idempotency.required(tx -> {
                    Order order = desk.place(tx, draft, body.customer());
                    placed[0] = order.id();
                    return Answer.of(202, new Placed(order.id(), order.facts().orderNo(), order.status()))
                            .at("/orders/v1/orders/" + order.id());
                }),
                refusal -> isLacking(refusal, draft));
        int waitS = Preference.waitS(headers.getRequestHeader("Prefer"));
        boolean replayed = first.getHeaderString("Idempotency-Replayed") != null;
        return waitS == 0 || replayed ? first : decided(first, placed[0], waitS);
    }

    /** Whether a copy that catches up would turn the refusal. */
    private static boolean isLacking(RejectedException refusal, OrderDraft draft) {
        boolean price = refusal.rejection() instanceof OrderRejection.PriceChanged it && !it.agreesOnPrices(draft);
        return price
                || refusal.is("payment-method-unavailable", "unknown-product", "unknown-business", "unknown-shopper");
    }

    /** The same answer with the status on leaving {@code placed}, or when the time ran out. Another replica may decide. */
    private Response decided(Response first, UUID orderId, int waitS) {
        long end = System.nanoTime() + waitS * 1_000_000_000L;
        OrderView view;
        while (status(orderId) == OrderStatus.PLACED && System.nanoTime() < end && slept()) {
            // looks again
        }
        view = database.read(tx -> desk.view(tx, orderId));
        return Response.fromResponse(first)
                .entity(new Placed(orderId, view.orderNo(), view.status()))
                .header("Preference-Applied", "wait=" + waitS)
                .build();
    }

    private OrderStatus status(UUID orderId) {
        return database.read(tx -> orders.status(tx, caller.businessId(), orderId))
                .orElseThrow();
    }

    private static boolean slept() {
        try {
            Thread.sleep(POLL_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @GET
    @Operation(summary = "Orders, newest first")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<OrderView> list(
            @QueryParam("status") String status,
            @QueryParam("shopper_id") String shopperId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        OrderStatus word = Params.word("status", status, OrderStatus.class);
        UUID shopper = Params.uuid("shopper_id", shopperId);
        Cursor after = Cursor.read(cursor, Instant.class, UUID.class);
        int most = Page.limit(limit);
        List<OrderDossier> rows = database.read(tx -> page(tx, word, shopper, after, most + 1));
        return Page.of(
                rows,
                most,
                OrderView::of,
                it -> Cursor.of(it.order().facts().placedAt(), it.order().id()));
    }

    private List<OrderDossier> page(Tx tx, OrderStatus status, UUID shopper, Cursor after, int limit) {
        return dossiers.page(
                tx,
                caller.businessId(),
                status,
                shopper,
                after == null ? null : after.time(0),
                after == null ? null : after.uuid(1),
                limit);
    }
}
