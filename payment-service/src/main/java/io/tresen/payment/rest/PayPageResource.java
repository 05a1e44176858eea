package io.tresen.payment.rest;

import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayCheck;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentState;
import io.tresen.payment.WalletPaying;
import io.tresen.payment.provider.Charging;
import io.tresen.payment.provider.NewsDesk;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The pay page, for whoever has its unguessable name; as a page or as JSON. INTERFACE 8: an unknown name is 404, a closed
 * payment 409, and every POST while an attempt is under way or captured is answered with it; only what would claim a new
 * attempt is looked at closer. A body that is no readable JSON is refused before that.
 *
 * <p>A form goes on to the shop's chat however the attempt stands, but for two: a card holder who is asked goes to the bank,
 * and after a refusal the page comes back, where the shopper can try again. It is the page too for a shop not heard of yet.
 */
@Path("/payments/v1/pay/{pay_token}")
@Public
public class PayPageResource {

    private final ChargeBook book;
    private final Charging charging;
    private final WalletPaying wallet;
    private final NewsDesk news;
    private final PayPage page;
    private final PayAnswers answers;
    private final BusinessClock clock;

    PayPageResource(
            ChargeBook book,
            Charging charging,
            WalletPaying wallet,
            NewsDesk news,
            PayPage page,
            PayAnswers answers,
            BusinessClock clock) {
        this.book = book;
        this.charging = charging;
        this.wallet = wallet;
        this.news = news;
        this.page = page;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param returned set by the provider when the card holder comes back; it only makes us ask the provider */
    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayView.class)))
    @Operation(summary = "The pay page")
    public Response show(
            @PathParam("pay_token") String payToken,
            @QueryParam("payment_intent") String returned,
            @Context HttpHeaders headers) {
        return answers.shown(headers, html -> {
            OrderPayments held = book.page(payToken);
            if (returned != null && held.last().state() instanceof PaymentState.Waiting) {
                news.mayHaveNews(held);
            }
            PayPageState state = shown(held);
            return html
                    ? page.of(held, state, 200, headers)
                    : PayAnswers.json(PayView.of(held, held.last(), state, () -> page.offered(held)));
        });
    }

    /** Pays by card or from the wallet, or answers with the attempt that is there. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayView.class)))
    @Operation(
            summary = "Pay, by card or from the wallet",
            description = "Answered with the attempt that is there while one is under way or has captured; "
                    + "Idempotency-Key is optional.")
    @APIResponse(
            responseCode = "409",
            description = "not-payable: closed; from the wallet insufficient-funds, pin-locked with Retry-After, "
                    + "pay-link-locked")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, payment-method-unavailable; from the wallet wrong-pin with tries_left, "
                    + "pin-not-set; idempotency-key-reused")
    public Response pay(
            @PathParam("pay_token") String payToken,
            @HeaderParam("Idempotency-Key") String key,
            @OptionalBody PayRequest body) {
        Claim claim = claim(payToken, key, body == null ? PayRequest.ABSENT : body);
        OrderPayments held = claim.held();
        return PayAnswers.json(
                PayView.of(held, claim.payment(), state(held), () -> page.offered(held)), claim.replayed());
    }

    /** The page's form: on to the chat, to the card holder's bank, or back to the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response payByForm(
            @PathParam("pay_token") String payToken,
            @FormParam("method") String method,
            @FormParam("card_token") String cardToken,
            @FormParam("pin") String pin,
            @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers) {
        return answers.toForm(
                headers,
                () -> next(claim(payToken, key, new PayRequest(method, cardToken, pin)), payToken),
                refused -> {
                    OrderPayments held = book.page(payToken);
                    return page.of(held, shown(held), refused, headers);
                });
    }

    private Claim claim(String payToken, String key, PayRequest sent) {
        PayKey payKey = PayPageKey.of(key, sent.content());
        PayCheck check = (tx, order) -> {
            PayPageKey.check(key);
            sent.check(page.offered(tx, order));
        };
        return sent.forWallet()
                ? wallet.pay(payToken, sent.pin(), payKey, check)
                : charging.pay(payToken, sent.cardToken(), payKey, check);
    }

    private URI next(Claim claim, String payToken) {
        PaymentState state = claim.payment().state();
        if (state instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null) {
            return URI.create(waiting.redirectUrl());
        }
        Optional<URI> chat = state instanceof PaymentState.Failed ? Optional.empty() : page.chat(claim.held());
        return chat.orElseGet(() -> URI.create(charging.payUrl(payToken)));
    }

    private PayPageState state(OrderPayments held) {
        return PayPageState.of(held, clock.now());
    }

    /** Whoever opens the page finds it closed also where too many cards have failed and there is nothing else to pay with. */
    private PayPageState shown(OrderPayments held) {
        PayPageState state = state(held);
        boolean nothingIsLeft =
                state == PayPageState.FAILED && page.offered(held).isEmpty();
        return nothingIsLeft ? PayPageState.CLOSED : state;
    }
}
