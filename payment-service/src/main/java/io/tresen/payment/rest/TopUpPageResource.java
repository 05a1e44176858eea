package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentRows;
import io.tresen.payment.PaymentState;
import io.tresen.payment.provider.NewsDesk;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpBook.Claim;
import io.tresen.payment.topup.TopUpStatus;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The page on which a top-up is paid by card, for whoever has its unguessable name. It behaves as {@link PayPageResource} does:
 * every POST while a charge is under way or done is answered with it, and after a refusal the next one tries again. A page of its
 * own, so that the wallet's, where PINs are typed, loads nobody's script.
 */
@Path("/payments/v1/top-up/{pay_token}")
@Public
public class TopUpPageResource {

    private final TopUpBook book;
    private final TopUpCharging charging;
    private final NewsDesk news;
    private final PayPage page;
    private final PayAnswers answers;
    private final BusinessClock clock;

    TopUpPageResource(
            TopUpBook book,
            TopUpCharging charging,
            NewsDesk news,
            PayPage page,
            PayAnswers answers,
            BusinessClock clock) {
        this.book = book;
        this.charging = charging;
        this.news = news;
        this.page = page;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * The page as JSON.
     *
     * @param topUpId of the last try
     * @param methods what can be paid with now; empty when nothing can be paid
     * @param code the provider's reason once it was declined
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopUpPayView(
            UUID topUpId,
            Money amount,
            String status,
            List<String> methods,
            String code,
            PayView.NextAction nextAction) {}

    /** @param returned set by the provider when the card holder comes back; it only makes us ask the provider */
    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TopUpPayView.class)))
    @Operation(summary = "The page of a top-up")
    public Response show(
            @PathParam("pay_token") String payToken,
            @QueryParam("payment_intent") String returned,
            @Context HttpHeaders headers) {
        return answers.shown(headers, html -> {
            TopUp topUp = book.page(payToken);
            if (returned != null && topUp.state() instanceof PaymentState.Waiting) {
                news.mayHaveNews(topUp.key());
            }
            return html ? page.of(topUp, state(topUp), headers) : PayAnswers.json(view(topUp));
        });
    }

    /** Pays by card, or answers with what is there. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TopUpPayView.class)))
    @Operation(
            summary = "Pay a top-up, by card",
            description = "Answered with the charge that is there while one is under way or done; Idempotency-Key is "
                    + "optional.")
    @APIResponse(responseCode = "409", description = "not-payable: closed, or tried too often")
    @APIResponse(
            responseCode = "422",
            description = "invalid-fields, payment-method-unavailable; idempotency-key-reused")
    public Response pay(
            @PathParam("pay_token") String payToken,
            @HeaderParam("Idempotency-Key") String key,
            @OptionalBody PayRequest body) {
        Claim claim = claim(payToken, key, body == null ? PayRequest.ABSENT : body);
        return PayAnswers.json(view(book.shown(claim.topUp())), claim.replayed());
    }

    /** The page's form: on to the card holder's bank, or back to the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response payByForm(
            @PathParam("pay_token") String payToken,
            @FormParam("method") String method,
            @FormParam("card_token") String cardToken,
            @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers) {
        return answers.toForm(
                headers,
                () -> next(claim(payToken, key, new PayRequest(method, cardToken, null))
                        .topUp()),
                refused -> {
                    TopUp topUp = book.page(payToken);
                    return page.of(topUp, state(topUp), refused, headers);
                });
    }

    private Claim claim(String payToken, String key, PayRequest sent) {
        return charging.pay(payToken, sent.cardToken(), PayPageKey.of(key, sent.content()), () -> {
            PayPageKey.check(key);
            sent.check(Set.of(PaymentMethod.CARD));
        });
    }

    private URI next(TopUp topUp) {
        return topUp.state() instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null
                ? URI.create(waiting.redirectUrl())
                : URI.create(charging.payUrl(topUp));
    }

    private PayPageState state(TopUp topUp) {
        return PayPageState.of(topUp, clock.now());
    }

    private TopUpPayView view(TopUp topUp) {
        boolean payable = state(topUp).takesPayment();
        return new TopUpPayView(
                topUp.id(),
                topUp.amount(),
                TopUpStatus.of(topUp).word(),
                payable ? List.of(PaymentMethod.CARD.word()) : List.of(),
                topUp.state() instanceof PaymentState.Failed ? PaymentRows.code(topUp.state()) : null,
                topUp.state() instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null
                        ? new PayView.NextAction(waiting.redirectUrl())
                        : null);
    }
}
