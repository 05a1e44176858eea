package io.tresen.payment.rest;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpCommands;
import io.tresen.payment.topup.TopUpKey;
import io.tresen.payment.topup.TopUpRejection;
import io.tresen.payment.topup.TopUps;
import io.tresen.payment.wallet.Shoppers;
import io.tresen.payment.wallet.Wallets;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Money into a shopper's wallet: by card everywhere, in cash on the local platform. */
@Path("/payments/v1/wallets/{shopper_id}/top-ups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TopUpsResource {

    private final Database database;
    private final Wallets wallets;
    private final TopUps topUps;
    private final TopUpCommands commands;
    private final TopUpCharging charging;
    private final Shoppers shoppers;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final CallersCurrency currency;
    private final PayPage payPage;
    private final BusinessClock clock;
    private final Caller caller;
    private final boolean local;

    TopUpsResource(
            Database database,
            Wallets wallets,
            TopUps topUps,
            TopUpCommands commands,
            TopUpCharging charging,
            Shoppers shoppers,
            IdempotencyKeys idempotency,
            Waiting waiting,
            CallersCurrency currency,
            PayPage payPage,
            BusinessClock clock,
            Caller caller,
            @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        this.database = database;
        this.wallets = wallets;
        this.topUps = topUps;
        this.commands = commands;
        this.charging = charging;
        this.shoppers = shoppers;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.currency = currency;
        this.payPage = payPage;
        this.clock = clock;
        this.caller = caller;
        this.local = local;
    }

    /** How the money comes. */
    public enum Method {
        /** By card, on the page of {@code pay_url}. */
        CARD,
        /** The caller is taken at its word that it has the cash: on the local platform only. */
        CASH
    }

    /**
     * @param amount above zero, in the business's currency
     * @param method {@code card} or {@code cash}; left out: cash on the local platform, else card
     */
    public record TopUpRequest(Money amount, String method) {}

    /**
     * Puts cash into a wallet (201), or begins a top-up that the shopper pays by card on the page of {@code pay_url} (202). One
     * brings no more than the wallet's limit of one transfer, all within 24 hours no more than that of a day.
     */
    @POST
    @KeyRequired
    @Allowed(Role.BUSINESS)
    @Operation(
            summary = "Top a wallet up",
            description =
                    "By card (202): the shopper pays on the page of pay_url. In cash (201): on the local platform "
                            + "alone. A top-up by card brings no more than the wallet limit of one transfer, all within 24 "
                            + "hours no more than that of a day.")
    @APIResponse(
            responseCode = "201",
            description = "Booked: cash",
            content = @Content(schema = @Schema(implementation = TopUpView.class)))
    @APIResponse(
            responseCode = "202",
            description = "To be paid on the page of pay_url; Location is the top-up",
            content = @Content(schema = @Schema(implementation = TopUpView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "balance-too-large; by card daily-top-up-limit-exceeded, too-many-top-ups; request-in-progress")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, top-up-unavailable; by card invalid-amount, amount-not-payable, "
                    + "top-up-limit-exceeded; idempotency-key-reused")
    public Response topUp(@PathParam("shopper_id") UUID shopperId, TopUpRequest body) {
        Fields fields = new Fields();
        Method wanted = fields.optionalWord("/method", body.method(), Method.class);
        fields.check();
        boolean cash = wanted == null ? local : wanted == Method.CASH;
        if (cash ? !local : !payPage.takesCards()) {
            throw PaymentRejection.TOP_UP_UNAVAILABLE.exception();
        }
        String kept = currency.of(caller);
        Money amount = fields.money("/amount", body.amount(), kept);
        if (amount != null && amount.amountMinor() == 0) {
            fields.add("/amount/amount_minor", "must be at least 1");
        }
        fields.check();
        UUID id = Ids.v7();
        return known(() -> idempotency.required(tx -> {
            require(tx, shopperId);
            return cash ? cash(tx, id, shopperId, amount) : card(tx, id, shopperId, amount, kept);
        }));
    }

    private Answer cash(Tx tx, UUID id, UUID shopperId, Money amount) {
        wallets.topUp(tx, caller.businessId(), id, shopperId, amount, caller.by());
        return Answer.of(201, TopUpView.posted(id, shopperId, amount));
    }

    private Answer card(Tx tx, UUID id, UUID shopperId, Money amount, String kept) {
        TopUpKey key = new TopUpKey(caller.businessId(), id);
        TopUp topUp = commands.begin(tx, key, shopperId, amount, kept, caller.by());
        return Answer.of(202, view(topUp))
                .at("/payments/v1/wallets/" + shopperId + "/top-ups/" + id)
                .keptSecret();
    }

    /** Top-ups by card, newest first. */
    @GET
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Operation(summary = "Top-ups of a wallet by card, newest first")
    public Page<TopUpView> list(
            @PathParam("shopper_id") UUID shopperId,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Cursor cursor = Cursor.read(cursorText, Long.class);
        Long before = cursor == null ? null : cursor.number(0);
        List<TopUps.Listed> rows = known(() -> database.read(tx -> {
            require(tx, shopperId);
            return topUps.list(tx, caller.businessId(), shopperId, before, limit + 1);
        }));
        return Page.of(rows, limit, row -> view(row.topUp()), row -> Cursor.of(row.position()));
    }

    /** One top-up by card. */
    @GET
    @Path("/{top_up_id}")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    @Operation(summary = "A top-up by card")
    public TopUpView topUp(@PathParam("shopper_id") UUID shopperId, @PathParam("top_up_id") UUID topUpId) {
        Optional<TopUp> found = known(() -> database.read(tx -> {
            require(tx, shopperId);
            return topUps.find(tx, new TopUpKey(caller.businessId(), topUpId));
        }));
        return found.filter(topUp -> topUp.shopperId().equals(shopperId))
                .map(this::view)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private TopUpView view(TopUp topUp) {
        return TopUpView.of(topUp, charging.payUrl(topUp), caller, clock.now());
    }

    /** A shopper's token is proof enough that there is this shopper, and opens no other's wallet. */
    private void require(Tx tx, UUID shopperId) {
        if (!caller.isShopper()) {
            shoppers.require(tx, caller.businessId(), shopperId);
        } else if (!caller.subject().equals(shopperId)) {
            throw TopUpRejection.UNKNOWN_TOP_UP.exception();
        }
    }

    /** What the copy of the shoppers lacks is waited for; another's wallet is not. */
    private <T> T known(Supplier<T> attempt) {
        return waiting.untilKnown(
                attempt, refusal -> !caller.isShopper() && refusal.is(PaymentRejection.UNKNOWN_PAYMENT.code()));
    }
}
