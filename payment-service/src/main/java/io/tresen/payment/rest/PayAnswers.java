package io.tresen.payment.rest;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.rest.Crowds;
import io.tresen.payment.PaymentRejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

/** How the pages on which somebody pays answer: as a page, as JSON, to a form. */
@ApplicationScoped
class PayAnswers {

    private static final String NO_STORE = "no-store";

    private final PayPage page;
    private final Crowds crowds;

    PayAnswers(PayPage page, Crowds crowds) {
        this.page = page;
        this.crowds = crowds;
    }

    /**
     * What stands there, in the form that the reader wants; who wants a page is told on one that there is none.
     *
     * @param shown true for a page
     */
    Response shown(HttpHeaders headers, Function<Boolean, Response> shown) {
        boolean html = wantsPage(headers);
        try {
            return shown.apply(html);
        } catch (RejectedException refused) {
            if (html && isUnknown(refused)) {
                return page.unknown(headers);
            }
            throw refused;
        }
    }

    /**
     * A form is answered with the way on. What the page has words for, or says by its state, is said on it; else the refusal is
     * the answer.
     *
     * @param again the page with what was wrong
     */
    Response toForm(HttpHeaders headers, Supplier<URI> next, Function<Rejection, Response> again) {
        try {
            return Response.seeOther(next.get())
                    .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                    .build();
        } catch (RejectedException refused) {
            if (isUnknown(refused)) {
                return page.unknown(headers);
            }
            if (refused.is(PaymentRejection.NOT_PAYABLE.code()) || PayTexts.hasWordsFor(refused.rejection())) {
                Response answer = again.apply(refused.rejection());
                crowds.count(refused.rejection());
                return answer;
            }
            throw refused;
        }
    }

    static Response json(Object view) {
        return json(view, false);
    }

    /** @param replayed whether it is the answer that the caller's idempotency key had before */
    static Response json(Object view, boolean replayed) {
        Response.ResponseBuilder answer = Response.ok(view, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .header("Referrer-Policy", "no-referrer");
        return (replayed ? answer.header("Idempotency-Replayed", "true") : answer).build();
    }

    /** An order's page and a top-up's say it alike. */
    private static boolean isUnknown(RejectedException refused) {
        return refused.is(PaymentRejection.UNKNOWN_PAYMENT.code());
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
}
