package io.tresen.payment.rest;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Ticket;
import io.tresen.messaging.rest.Tokens;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpCommands;
import io.tresen.payment.topup.TopUpKey;
import io.tresen.payment.wallet.WalletPins;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransferCommands;
import io.tresen.payment.wallet.WalletTransferRejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * A shopper's wallet, for whoever has a ticket that chat-service signed not long ago. Every form ends with a redirect to the
 * page, so that reload, back and double click do nothing twice; what was done or refused stands in the address as a word,
 * and the PIN never does.
 */
@OtherErrors
@Path("/payments/v1/wallet/{ticket}")
@Public
public class WalletPageResource {

    private static final String AUDIENCE = "tresen-wallet";

    private final Tokens tokens;
    private final WalletPage page;
    private final WalletPins pins;
    private final WalletTransferCommands commands;
    private final TopUpCommands topUps;
    private final TopUpBook topUpBook;
    private final TopUpCharging charging;
    private final CallersCurrency currency;
    private final PayPage payPage;
    private final Database database;
    private final String origin;

    WalletPageResource(
            Tokens tokens,
            WalletPage page,
            WalletPins pins,
            WalletTransferCommands commands,
            TopUpCommands topUps,
            TopUpBook topUpBook,
            TopUpCharging charging,
            CallersCurrency currency,
            PayPage payPage,
            Database database,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.tokens = tokens;
        this.page = page;
        this.pins = pins;
        this.commands = commands;
        this.topUps = topUps;
        this.topUpBook = topUpBook;
        this.charging = charging;
        this.currency = currency;
        this.payPage = payPage;
        this.database = database;
        this.origin = origin;
    }

    /** @param said what was done or refused before, a word of ours */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "The ticket does not hold; the page says how to get another")
    @Operation(summary = "The wallet's page, for a shopper's ticket")
    public Response show(
            @PathParam("ticket") String jwt, @QueryParam("said") String said, @Context HttpHeaders headers) {
        return ticket(jwt).map(ticket -> page.of(ticket, said, headers)).orElseGet(() -> page.unknown(headers));
    }

    /** @param action {@code pin}, {@code pay}, {@code end}, {@code top-up} or {@code end-top-up} */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @APIResponse(responseCode = "303", description = "Back to the page, or on to the page of a top-up")
    @Operation(summary = "The forms of the wallet's page")
    public Response act(
            @PathParam("ticket") String jwt,
            @FormParam("action") String action,
            @FormParam("transfer_id") String transferId,
            @FormParam("pin") String pin,
            @FormParam("old_pin") String oldPin,
            @FormParam("pin_state") String pinState,
            @FormParam("amount") String amount,
            @FormParam("form") String form,
            @FormParam("top_up_id") String topUpId,
            @Context HttpHeaders headers) {
        Optional<Ticket> ticket = ticket(jwt);
        if (ticket.isEmpty()) {
            return page.unknown(headers);
        }
        AtomicReference<String> elsewhere = new AtomicReference<>();
        String said = said(() -> switch (action == null ? "" : action) {
            case "pin" -> set(ticket.get(), pin, oldPin, pinState);
            case "pay" -> pay(ticket.get(), id(transferId), pin);
            case "end" -> end(ticket.get(), id(transferId));
            case "top-up" -> topUp(ticket.get(), amount, form, elsewhere);
            case "end-top-up" -> endTopUp(ticket.get(), id(topUpId));
            default -> WalletTexts.FAILED;
        });
        String here = origin + "/payments/v1/wallet/" + jwt + "?said=" + said;
        return Response.seeOther(URI.create(elsewhere.get() == null ? here : elsewhere.get()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private interface Deed {
        String done();
    }

    /** A refusal's word; what is not the caller's fault is no word but an error. */
    private static String said(Deed deed) {
        try {
            return deed.done();
        } catch (RejectedException refused) {
            if (refused.rejection().status() >= 500) {
                throw refused;
            }
            return WalletTexts.of("en").saying(refused.rejection().code()).isEmpty()
                    ? WalletTexts.FAILED
                    : refused.rejection().code();
        }
    }

    /** A form that was made before the PIN last changed, such as one sent twice, changes nothing. */
    private String set(Ticket ticket, String pin, String oldPin, String pinState) {
        if (!WalletPins.isPin(pin)) {
            return "invalid-pin";
        }
        String state = database.read(tx -> pins.state(tx, ticket.businessId(), ticket.subject()));
        if (!state.equals(pinState)) {
            return "pin-changed";
        }
        if (!state.isEmpty() && !WalletPins.isPin(oldPin)) {
            return "wrong-pin";
        }
        try {
            pins.set(ticket.businessId(), ticket.subject(), pin, oldPin);
        } catch (RejectedException refused) {
            if (refused.is("invalid-fields")) {
                return "pin-changed"; // by a form that was sent at the same time
            }
            throw refused;
        }
        return "pin-saved";
    }

    private String pay(Ticket ticket, UUID transferId, String pin) {
        if (!WalletPins.isPin(pin)) {
            return "invalid-pin";
        }
        pins.check(ticket.businessId(), ticket.subject(), pin, "/pin");
        WalletTransfer paid =
                database.inTransaction(tx -> commands.authorise(tx, ticket.businessId(), ticket.subject(), transferId));
        return paid.status().word();
    }

    /** What was sent is taken back, what is asked for is declined. */
    private String end(Ticket ticket, UUID transferId) {
        database.run(tx -> commands.payersNo(tx, ticket.businessId(), ticket.subject(), transferId));
        return "ended";
    }

    /** The same form with the same amount, such as one sent twice, is the same top-up. */
    private String topUp(Ticket ticket, String amount, String form, AtomicReference<String> elsewhere) {
        if (!payPage.takesCards()) {
            throw PaymentRejection.TOP_UP_UNAVAILABLE.exception();
        }
        String kept = currency.of(ticket);
        OptionalLong minor = TypedAmount.minor(amount, kept);
        if (minor.isEmpty()) {
            return "invalid-amount";
        }
        TopUpKey key = new TopUpKey(
                ticket.businessId(), Ids.v5(ticket.subject(), "top-up:" + id(form) + ":" + minor.getAsLong()));
        TopUp topUp = database.inTransaction(tx -> topUps.begin(
                tx, key, ticket.subject(), new Money(minor.getAsLong(), kept), kept, By.shopper(ticket.subject())));
        elsewhere.set(charging.payUrl(topUp));
        return "";
    }

    private String endTopUp(Ticket ticket, UUID topUpId) {
        topUpBook.cancel(ticket.businessId(), ticket.subject(), topUpId);
        return "";
    }

    private static UUID id(String text) {
        UUID id = Ids.parse(text);
        if (id == null) {
            throw WalletTransferRejection.UNKNOWN_TRANSFER.exception();
        }
        return id;
    }

    /** Empty when it does not hold. @throws RejectedException 503 when there are no keys to check it */
    private Optional<Ticket> ticket(String jwt) {
        try {
            return Optional.of(tokens.ticket(jwt, AUDIENCE));
        } catch (RejectedException refused) {
            if (refused.rejection().status() == 401) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
