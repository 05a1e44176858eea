package io.tresen.messaging.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * The headers that every answer has, whoever wrote it, where it does not say better itself: nothing is guessed, framed or told on,
 * and what is not known to be public is kept nowhere. A page brings its own policy. HSTS is the gateway's, which knows TLS. A 503
 * says when to come back (DESIGN 8).
 */
@ApplicationScoped
public class SecurityHeaders {

    /** Before {@link TargetGuard}, so that its refusals have them too. */
    private static final int FIRST_OF_ALL = 10_001;

    static final Map<String, String> UNLESS_SAID = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::promise, FIRST_OF_ALL);
    }

    private static void promise(RoutingContext context) {
        context.addHeadersEndHandler(sending -> complete(context.response()));
        context.next();
    }

    private static void complete(HttpServerResponse response) {
        MultiMap headers = response.headers();
        UNLESS_SAID.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        if (response.getStatusCode() == UNAVAILABLE && !headers.contains(RETRY_AFTER)) {
            headers.set(RETRY_AFTER, String.valueOf(Problem.A_WHILE.toSeconds()));
        }
    }
}
