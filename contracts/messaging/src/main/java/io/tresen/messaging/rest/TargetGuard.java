package io.tresen.messaging.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

/** Refuses a request target that is no text (broken percent-encoding or UTF-8, NUL) before anything decodes it. */
@ApplicationScoped
public class TargetGuard {

    private static final int BEFORE_ALL = 10_000;

    private final Problems problems;

    TargetGuard(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    private void check(RoutingContext context) {
        if (Text.isSoundTarget(context.request().uri())) {
            context.next();
        } else {
            refuse(
                    context,
                    Problem.standard(400).because("The path and query must be percent-encoded UTF-8 without NUL"));
        }
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
