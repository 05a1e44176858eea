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
import java.time.Duration;
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

    private final OrderDesk desk;
    private final OrderDossiers dossiers;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final StockWaits waits;
    private final Caller caller;

    OrdersResource(
            OrderDesk desk,
            OrderDossiers dossiers,
            Database database,
            IdempotencyKeys idempotency,
            Waiting waiting,
            StockWaits waits,
            Caller caller) {
        this.desk = desk;
        this.dossiers = dossiers;
        this.database = database;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.waits = waits;
        this.caller = caller;
    }

    /** What is said at once; the stock is decided afterwards. */
    public record Placed(UUID orderId, String orderNo, OrderStatus status) {}

    @POST
    @KeyRequired
    @Operation(
            summary = "Place an order",
            description =
                    "Prefer: wait=N (at most 10) answers once the stock is decided; without Preference-Applied in the answer"
                            + " nobody waited")
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
        NumberOnce number = desk.number();
        Placed[] placed = new Placed[1];
        Response first = waiting.untilKnownOrTold(
                () -> idempotency.required(tx -> {
                    Order order = desk.place(tx, draft, body.customer(), number);
                    placed[0] = new Placed(order.id(), order.facts().orderNo(), order.status());
                    return Answer.of(202, placed[0]).at("/orders/v1/orders/" + order.id());
                }),
                refusal -> isLacking(refusal, draft),
                refusal -> refusal.rejection() instanceof OrderRejection.PriceChanged);
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

    /** The same answer with the status on leaving {@code placed}, or when the time ran out; as it is where nobody could wait. */
    private Response decided(Response first, Placed placed, int waitS) {
        return waits.decided(caller.businessId(), placed.orderId(), Duration.ofSeconds(waitS))
                .map(status -> Response.fromResponse(first)
                        .entity(new Placed(placed.orderId(), placed.orderNo(), status))
                        .header("Preference-Applied", "wait=" + waitS)
                        .build())
                .orElse(first);
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
