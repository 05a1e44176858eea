package io.tresen.messaging.rest;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rejection made on the spot: the platform's standard ones, and a service's where a record of its own is too much. */
public record Problem(
        String code,
        int status,
        String title,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extra,
        Duration retryAfter,
        Map<String, String> headers)
        implements Rejection {

    /** After which a repeat of what was answered 503 is worth trying, where nobody knows better. */
    static final Duration A_WHILE = Duration.ofSeconds(2);

    /** A rejection with its stable name, status and title. */
    public static Problem of(String code, int status, String title) {
        return new Problem(code, status, title, null, List.of(), Map.of(), null, Map.of());
    }

    /** 404. What belongs to another tenant answers exactly like what does not exist, so it takes no detail. */
    public static Problem notFound() {
        return of("not-found", 404, "There is nothing here for this caller");
    }

    /** 400 for a query, path or header parameter. */
    public static Problem parameter(String name, String detail) {
        return of("invalid-parameter", 400, "A parameter is not what it must be")
                .with(FieldError.in(name, detail));
    }

    /** 422: readable, but against the rules of its fields. */
    public static Problem fields(List<FieldError> errors) {
        Problem p = of("invalid-fields", 422, "Some fields are against their rules");
        return new Problem(p.code, p.status, p.title, null, List.copyOf(errors), p.extra, null, p.headers);
    }

    /** 401; {@code sent}: a token came and did not hold. */
    public static Problem unauthorized(boolean sent, String detail) {
        return of("unauthorized", 401, "A valid bearer token is needed")
                .because(detail)
                .header("WWW-Authenticate", sent ? "Bearer error=\"invalid_token\"" : "Bearer");
    }

    /** 503 while something that is needed is away. */
    public static Problem unavailable() {
        return of("unavailable", 503, "The service can't answer at the moment").retryIn(A_WHILE);
    }

    /** 413. */
    public static Problem tooLarge(long limitBytes) {
        return standard(413).because("The body may have " + limitBytes + " bytes");
    }

    /** The problem document of a bare HTTP status. */
    public static Problem standard(int status) {
        return switch (status) {
            case 401 -> unauthorized(false, null);
            case 403 -> of("forbidden", 403, "This kind of caller may not do this");
            case 404 -> notFound();
            case 405 -> of("method-not-allowed", 405, "This path does not know this method");
            case 406 -> of("not-acceptable", 406, "None of the accepted media types can be given");
            case 409 -> of("conflict", 409, "The current state does not allow this");
            case 412 -> of("precondition-failed", 412, "It was changed by somebody else in between");
            case 413 -> of("content-too-large", 413, "The body is too large");
            case 415 -> of("unsupported-media-type", 415, "The media type of the body is not understood here");
            case 422 -> of("invalid-fields", 422, "Some fields are against their rules");
            case 428 -> of("precondition-required", 428, "The If-Match header is needed here");
            case 429 -> of("too-many-requests", 429, "Too many requests");
            case 500 -> of("internal-error", 500, "The service failed; the fault is not in the request");
            case 503 -> unavailable();
            default ->
                status < 500
                        ? of("malformed-request", status, "The request can't be read")
                        : of("failed", status, "The request failed");
        };
    }

    /** With what is particular this time. */
    public Problem because(String newDetail) {
        return new Problem(code, status, title, newDetail, errors, extra, retryAfter, headers);
    }

    /** With one more field or parameter at fault. */
    public Problem with(FieldError error) {
        List<FieldError> more = new ArrayList<>(errors);
        more.add(error);
        return new Problem(code, status, title, detail, List.copyOf(more), extra, retryAfter, headers);
    }

    /** With one more member. */
    public Problem with(String member, Object value) {
        return new Problem(code, status, title, detail, errors, added(extra, member, value), retryAfter, headers);
    }

    /** With a Retry-After. */
    public Problem retryIn(Duration wait) {
        return new Problem(code, status, title, detail, errors, extra, wait, headers);
    }

    /** With a response header. */
    public Problem header(String name, String value) {
        return new Problem(code, status, title, detail, errors, extra, retryAfter, added(headers, name, value));
    }

    private static <V> Map<String, V> added(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
