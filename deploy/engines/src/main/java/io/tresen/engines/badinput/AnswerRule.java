package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every answer must be, whatever was asked (DESIGN 8): there, below 500, and where it refuses, a document of the path's
 * kind which says where the fault is if it is one of the request's form. What the OpenAPI file does not allow is refused.
 */
final class AnswerRule {

    /** A body beyond this may lose its answer: the connection is closed while it is still being sent. */
    private static final int LARGE = 1 << 20;

    private static final String TYPES = "https://tresen.io/problems/";

    /** Refusals of the request's form: they name a field or a parameter. */
    private static final Set<String> NAMING =
            Set.of("malformed-json", "wrong-type", "invalid-fields", "invalid-parameter");

    private static final Pattern INSIDE =
            Pattern.compile("\\b(java|jakarta|io\\.tresen|com\\.fasterxml|io\\.vertx)\\.[a-z]+\\.");
    private static final Pattern META = Pattern.compile("(/chat)?/(v[0-9]+\\.[0-9]+|\\{version.*)/.*");

    private AnswerRule() {}

    /** What is wrong with the answer; empty for nothing. */
    static Optional<String> violation(BadRequest request, Answer answer) {
        int status = answer.status();
        if (status >= 500) {
            return Optional.of("a 5xx");
        }
        if (status < 400) {
            return accepted(request, answer);
        }
        Optional<String> header = missingHeader(answer);
        if (header.isPresent() || request.method().equals("HEAD")) {
            return header;
        }
        if (INSIDE.matcher(answer.text()).find()) {
            return Optional.of("a refusal that tells of our classes");
        }
        Optional<String> wrong = problem(request, answer);
        return wrong.isEmpty() || otherShape(request, answer) ? Optional.empty() : wrong;
    }

    /** Without an answer: only while a large body was on its way. */
    static Optional<String> violation(BadRequest request) {
        return request.body() != null && request.body().length > LARGE ? Optional.empty() : Optional.of("no answer");
    }

    private static Optional<String> accepted(BadRequest request, Answer answer) {
        int status = answer.status();
        if (status > 300 && status != 304 && answer.header("Location").isEmpty()) {
            return Optional.of("a redirect to nowhere");
        }
        boolean refusable = request.mustBeRefusedAt() != null && !(isField(request) && isMetas(request));
        return refusable ? Optional.of("what the file does not allow is taken") : Optional.empty();
    }

    private static Optional<String> missingHeader(Answer answer) {
        String name =
                switch (answer.status()) {
                    case 401 -> "WWW-Authenticate";
                    case 405 -> "Allow";
                    case 429 -> "Retry-After";
                    default -> "";
                };
        return name.isEmpty() || !answer.header(name).isEmpty()
                ? Optional.empty()
                : Optional.of("a " + answer.status() + " without " + name);
    }

    private static Optional<String> problem(BadRequest request, Answer answer) {
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            return Optional.of("no problem document but " + answer.header("Content-Type"));
        }
        JsonNode problem = json(answer);
        String type = problem.path("type").asText();
        if (!type.startsWith(TYPES)
                || problem.path("title").asText().isEmpty()
                || problem.path("status").asInt() != answer.status()) {
            return Optional.of("a problem document without type, title and status");
        }
        for (JsonNode error : problem.path("errors")) {
            if (error.has("pointer") == error.has("parameter")
                    || error.path("detail").asText().isEmpty()) {
                return Optional.of("an error without its place or its cure");
            }
        }
        String code = type.substring(TYPES.length());
        if (NAMING.contains(code) && problem.path("errors").isEmpty()) {
            return Optional.of(code + " that names no field");
        }
        if (code.equals("wrong-type") && isField(request)) {
            String pointer = problem.at("/errors/0/pointer").asText();
            return pointer.startsWith(request.mustBeRefusedAt())
                    ? Optional.empty()
                    : Optional.of("the wrong field is named: " + pointer);
        }
        return Optional.empty();
    }

    /** Meta's error object, RFC 6749's, or a page: where the path is of that kind. */
    private static boolean otherShape(BadRequest request, Answer answer) {
        String type = answer.header("Content-Type");
        if (type.startsWith("text/html")) {
            return answer.body().length > 0
                    && (request.row().ticket()
                            || request.row()
                                    .headers()
                                    .getOrDefault("Accept", "")
                                    .equals("text/html")
                            || request.header("Accept").contains("text/html"));
        }
        if (!type.startsWith("application/json")) {
            return false;
        }
        JsonNode error = json(answer).path("error");
        return request.row().path().startsWith("/chat/oauth2/")
                ? error.isTextual() && !error.asText().isEmpty()
                : isMetas(request)
                        && error.path("code").isInt()
                        && error.path("message").isTextual()
                        && !error.at("/error_data/details").asText().isEmpty()
                        && error.path("fbtrace_id").isTextual();
    }

    /** Whether it is a field, not a parameter, for which it has to be refused. */
    private static boolean isField(BadRequest request) {
        return request.mustBeRefusedAt() != null && request.mustBeRefusedAt().startsWith("/");
    }

    private static boolean isMetas(BadRequest request) {
        return META.matcher(request.row().path()).matches();
    }

    private static JsonNode json(Answer answer) {
        try {
            return Draft.JSON.readTree(answer.body());
        } catch (IOException e) {
            return Draft.JSON.missingNode();
        }
    }
}
