package io.tresen.payment.rest;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.PaymentState;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The pay page, for whoever has its unguessable name; as a page or as JSON. */
@Path("/payments/v1/pay/{pay_token}")
@Public
public class PayPageResource {

    private static final String CARD = "pm_[A-Za-z0-9_]{1,200}";

    private final ChargeBook book;
    private final Charging charging;
    private final NewsDesk news;
    private final PayPage page;
    private final BusinessClock clock;

    PayPageResource(ChargeBook book, Charging charging, NewsDesk news, PayPage page, BusinessClock clock) {
        this.book = book;
        this.charging = charging;
        this.news = news;
        this.page = page;
        this.clock = clock;
    }

    /** @param cardToken the provider's name of a card; never a card number */
    public record PayRequest(String method, String cardToken) {}

    /** @param returned set by the provider when the card holder comes back; it only makes us ask the provider */
    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayView.class)))
    public Response show(
            @PathParam("pay_token") String payToken,
            @QueryParam("payment_intent") String returned,
            @Context HttpHeaders headers) {
        boolean html = wantsPage(headers);
        try {
            OrderPayments held = book.page(payToken);
            if (returned != null && held.last().state() instanceof PaymentState.Waiting) {
                news.mayHaveNews(held);
            }
            PayPageState state = PayPageState.of(held, clock.now());
            return html
                    ? page.of(held, state, 200, headers)
                    : json(PayView.of(held, held.last(), state)).build();
        } catch (RejectedException unknown) {
            if (html && unknown.is(PaymentRejection.UNKNOWN_PAYMENT.code())) {
                return page.unknown(headers);
            }
            throw unknown;
        }
    }

    /** Pays, or answers with the attempt that is there. A wallet is not offered yet. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayView.class)))
    public Response pay(
            @PathParam("pay_token") String payToken, @HeaderParam("Idempotency-Key") String key, PayRequest body) {
        String card = card(body.method(), body.cardToken());
        Claim claim = charging.pay(payToken, card, PayPageKey.of(key, body.method() + " " + card));
        Response.ResponseBuilder answer =
                json(PayView.of(claim.held(), claim.payment(), PayPageState.of(claim.held(), clock.now())));
        return (claim.replayed() ? answer.header("Idempotency-Replayed", "true") : answer).build();
    }

    /** The page's form: on to the chat, to the card holder's bank, or back to the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response payByForm(
            @PathParam("pay_token") String payToken,
            @FormParam("method") String method,
            @FormParam("card_token") String cardToken,
            @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers) {
        try {
            String card = card(method, cardToken);
            Claim claim = charging.pay(payToken, card, PayPageKey.of(key, method + " " + card));
            return Response.seeOther(next(claim, payToken))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (RejectedException refused) {
            if (refused.is(PaymentRejection.NOT_PAYABLE.code())) {
                OrderPayments held = book.page(payToken);
                return page.of(held, PayPageState.of(held, clock.now()), 409, headers);
            }
            if (refused.is(PaymentRejection.UNKNOWN_PAYMENT.code())) {
                return page.unknown(headers);
            }
            throw refused;
        }
    }

    private URI next(Claim claim, String payToken) {
        PaymentState state = claim.payment().state();
        if (state instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null) {
            return URI.create(waiting.redirectUrl());
        }
        return state instanceof PaymentState.Captured
                ? page.chat(claim.held()).orElseGet(() -> URI.create(charging.payUrl(payToken)))
                : URI.create(charging.payUrl(payToken));
    }

    private static String card(String method, String cardToken) {
        Fields fields = new Fields();
        PaymentMethod wanted = fields.word("/method", method, PaymentMethod.class);
        fields.check();
        if (wanted != PaymentMethod.CARD) {
            throw PaymentRejection.PAYMENT_METHOD_UNAVAILABLE.exception();
        }
        if (fields.required("/card_token", cardToken) != null && !cardToken.matches(CARD)) {
            fields.add("/card_token", "must be the provider's name of a card, such as pm_card_visa");
        }
        fields.check();
        return cardToken;
    }

    private static boolean wantsPage(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
                return true;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
        }
        return true;
    }

    private static Response.ResponseBuilder json(PayView view) {
        return Response.ok(view, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
