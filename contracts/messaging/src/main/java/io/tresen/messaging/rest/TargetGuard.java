package io.tresen.messaging.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Refuses a request target that is no text (broken percent-encoding or UTF-8, NUL) or no URI before anything decodes it, one that is
 * longer than any of ours, and headers that are larger than any client's: as problem documents, which the server's own limits
 * ({@code quarkus.http.limits}, wider on purpose) and its own look at the target ({@link TargetsUnread}) do not give.
 */
@ApplicationScoped
public class TargetGuard {

    private static final int BEFORE_ALL = 10_000;

    /** A retailer_id of 100 code points is 1,200 characters percent-encoded; a cursor and a search are no longer than that. */
    private static final int LONGEST_TARGET = 8_192;

    /** Of all headers together, names and values; a token has about 1 KB. */
    private static final int LARGEST_HEADERS = 16_384;

    private static final Problem TOO_LONG = Problem.of("uri-too-long", 414, "The request target is too long")
            .because("The path and query may have " + LONGEST_TARGET + " characters");
    private static final Problem TOO_LARGE = Problem.of("headers-too-large", 431, "The request's headers are too large")
            .because("Names and values may have " + LARGEST_HEADERS + " characters");

    private final Problems problems;

    TargetGuard(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    private void check(RoutingContext context) {
        if (context.request().uri().length() > LONGEST_TARGET) {
            refuse(context, TOO_LONG);
        } else if (size(context.request().headers()) > LARGEST_HEADERS) {
            refuse(context, TOO_LARGE);
        } else if (!Text.isSoundTarget(context.request().uri())) {
            refuse(
                    context,
                    Problem.standard(400).because("The path and query must be percent-encoded UTF-8 without NUL"));
        } else {
            String fault = fault(context.request().uri());
            if (fault == null) {
                context.next();
            } else {
                refuse(context, Problem.standard(400).because("The path and query are no URI: " + fault));
            }
        }
    }

    /** Why it is no URI (RFC 2396 as {@link URI} reads it), with the place, and nothing of what stands there; null for one. */
    private static String fault(String target) {
        try {
            new URI(target);
            return null;
        } catch (URISyntaxException e) {
            return e.getReason() + " at index " + e.getIndex();
        }
    }

    private static int size(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    private void refuse(RoutingContext context, Problem problem) {
        String path = context.request().path();
        Response answer = problems.answer(path == null ? "" : path, problem);
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(answer.getStatus());
        answer.getHeaders().forEach((name, values) -> response.putHeader(name, String.valueOf(values.get(0))));
        response.end(String.valueOf(answer.getEntity()));
    }
}
