package io.tresen.messaging.rest;

import io.tresen.messaging.RejectedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request through to its resource method, or refuses it: nobody is allowed who was not named. */
public class AccessFilter {

    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final Caller caller;
    private final RequestFacts facts;
    private final RequestRates rates;

    AccessFilter(Tokens tokens, Caller caller, RequestFacts facts, RequestRates rates) {
        this.tokens = tokens;
        this.caller = caller;
        this.facts = facts;
        this.rates = rates;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void admit(ContainerRequestContext request, ResourceInfo resource, HttpServerRequest from) {
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
        identify(rule, bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION)), from);
        refuseLargeBody(request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    }

    private void identify(AccessRule rule, String jwt, HttpServerRequest from) {
        Optional<Token> token = jwt == null ? Optional.empty() : verified(rule, jwt, from);
        if (token.isPresent()) {
            rates.count(token.get());
            if (!rule.open() && !rule.admits(token.get())) {
                throw Problem.standard(403).exception();
            }
            caller.is(token.get());
        } else {
            if (rule.counted()) {
                rates.count(Network.of(from));
            }
            if (!rule.open()) {
                throw Problem.unauthorized(false, null).exception();
            }
        }
    }

    /** Empty for a token that does not hold where none is needed. */
    private Optional<Token> verified(AccessRule rule, String jwt, HttpServerRequest from) {
        try {
            return Optional.of(tokens.verify(jwt));
        } catch (RejectedException e) {
            if (e.rejection().status() != 401) {
                throw e;
            }
            if (rule.open()) {
                return Optional.empty();
            }
            rates.count(Network.of(from)); // a guesser pays by its address
            throw e;
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
