package io.tresen.messaging.rest;

import io.tresen.messaging.RejectedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request through to its resource method, or refuses it: nobody is allowed who was not named. */
public class AccessFilter {

    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final Caller caller;
    private final RequestFacts facts;

    AccessFilter(Tokens tokens, Caller caller, RequestFacts facts) {
        this.tokens = tokens;
        this.caller = caller;
        this.facts = facts;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void admit(ContainerRequestContext request, ResourceInfo resource) {
        AccessRule rule = AccessRule.of(resource.getResourceClass(), resource.getResourceMethod())
                .orElseThrow(() -> Problem.standard(403).exception());
        BodyLimit limit = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        facts.are(
                rule.open(),
                resource.getResourceMethod().isAnnotationPresent(KeyRequired.class),
                request.getMethod(),
                request.getUriInfo().getPath(),
                request.getHeaderString("Idempotency-Key"),
                limit == null ? RequestFacts.DEFAULT_LIMIT_BYTES : limit.value());
        identify(rule, bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        refuseLargeBody(request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    }

    private void identify(AccessRule rule, String jwt) {
        if (rule.open()) {
            if (jwt != null) {
                identifyIfItHolds(jwt);
            }
            return;
        }
        if (jwt == null) {
            throw Problem.unauthorized(false, null).exception();
        }
        Token token = tokens.verify(jwt);
        if (!rule.admits(token)) {
            throw Problem.standard(403).exception();
        }
        caller.is(token);
    }

    private void identifyIfItHolds(String jwt) {
        try {
            caller.is(tokens.verify(jwt));
        } catch (RejectedException e) {
            if (e.rejection().status() != 401) {
                throw e;
            }
        }
    }

    private void refuseLargeBody(String contentLength) {
        try {
            if (contentLength != null && Long.parseLong(contentLength) > facts.bodyLimit()) {
                throw Problem.tooLarge(facts.bodyLimit()).exception();
            }
        } catch (NumberFormatException e) {
            throw Problem.parameter(HttpHeaders.CONTENT_LENGTH, "must be a number")
                    .exception();
        }
    }

    /** The token of an Authorization header of the Bearer scheme, else null (another scheme is the resource's affair). */
    static String bearer(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).trim()
                : null;
    }
}
