package io.tresen.chat.rest;

import io.tresen.messaging.Rejection;
import io.tresen.messaging.rest.ErrorShape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;

/** Errors of the token endpoint in the shape of RFC 6749 section 5.2. */
@ApplicationScoped
public class OAuthErrors implements ErrorShape {

    private static final Set<String> WORDS = Set.of("invalid-request", "invalid-client", "unsupported-grant-type");

    @Override
    public boolean covers(String path) {
        return path.startsWith("/chat/oauth2/");
    }

    @Override
    public Response answer(Rejection rejection) {
        boolean away = rejection.status() >= 500;
        String error = WORDS.contains(rejection.code())
                ? rejection.code().replace('-', '_')
                : away ? "temporarily_unavailable" : "invalid_request";
        String description = rejection.detail() == null ? rejection.title() : rejection.detail();
        Response.ResponseBuilder answer = Response.status(rejection.status())
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .entity("{\"error\":\"" + error + "\",\"error_description\":\"" + ascii(description) + "\"}");
        if (rejection.status() == 401) {
            answer.header("WWW-Authenticate", "Basic realm=\"tresen\"");
        }
        Duration wait = rejection.retryAfter();
        if (wait != null) {
            answer.header("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()));
        }
        return answer.build();
    }

    /** Section 5.2 allows printable ASCII without quotation mark and backslash. */
    private static String ascii(String text) {
        return text.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
