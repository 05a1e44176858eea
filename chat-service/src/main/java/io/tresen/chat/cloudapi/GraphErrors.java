package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Refusal;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.rest.ErrorShape;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Meta's error object for every error below the Graph API's paths (page cloud-api/support/error-codes): {@code {"error":
 * {message, type, code, error_subcode?, error_data: {messaging_product, details}, fbtrace_id}}}. The platform's own
 * rejections are given the nearest of Meta's codes and keep their HTTP status.
 */
@ApplicationScoped
public class GraphErrors implements ErrorShape {

    @Override
    public boolean covers(String path) {
        return GraphPaths.are(path);
    }

    @Override
    public Response answer(Rejection rejection) {
        MetaError error = rejection instanceof Refusal refusal ? refusal.error() : nearest(rejection);
        int status =
                rejection.code().equals("invalid-fields") ? 400 : rejection.status(); // INTERFACE 4: no 422 for fields
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .entity(object(error, details(rejection)));
        Duration wait = rejection.retryAfter();
        if (wait != null) {
            answer.header("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()));
        }
        if (rejection instanceof Problem problem) {
            problem.headers().forEach(answer::header);
        }
        return answer.build();
    }

    private static MetaError nearest(Rejection rejection) {
        if (rejection.code().equals("request-in-progress")) {
            return MetaError.TEMPORARY;
        }
        return switch (rejection.status()) {
            case 401 -> MetaError.ACCESS_TOKEN;
            case 403 -> MetaError.PERMISSION_DENIED;
            case 404 -> MetaError.UNKNOWN_PATH;
            case 429 -> MetaError.TOO_MANY_TRIES;
            default -> rejection.status() >= 500 ? MetaError.UNAVAILABLE : MetaError.INVALID_PARAMETER;
        };
    }

    private static String details(Rejection rejection) {
        if (rejection.errors().isEmpty()) {
            return rejection.detail() == null ? rejection.title() : rejection.detail();
        }
        return rejection.errors().stream()
                .map(it -> place(it) + it.detail())
                .collect(Collectors.joining("; ", rejection.title() + ": ", ""));
    }

    private static String place(FieldError error) {
        if (error.parameter() != null) {
            return error.parameter() + ' ';
        }
        String field = error.pointer().replaceFirst("^/", "").replace('/', '.');
        return field.isEmpty() ? "" : field + ' ';
    }

    private static String object(MetaError error, String details) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode object = answer.putObject("error");
        object.put("message", "(#" + error.code() + ") " + error.message());
        object.put("type", "OAuthException");
        object.put("code", error.code());
        if (error.subcode() != null) {
            object.put("error_subcode", error.subcode());
        }
        object.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        object.put("fbtrace_id", Ids.v7().toString());
        return answer.toString();
    }
}
