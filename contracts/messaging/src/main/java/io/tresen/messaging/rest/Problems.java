package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders rejections as RFC 9457 problem documents, or in the shape that a path asks for. */
@ApplicationScoped
public class Problems {

    /** Where the type URIs live; the last segment is the rejection's code. */
    public static final String TYPE_BASE = "https://tresen.io/problems/";

    private static final String MEDIA_TYPE = "application/problem+json";

    private final ObjectMapper mapper;
    private final List<ErrorShape> shapes;

    Problems(ObjectMapper mapper, @All List<ErrorShape> shapes) {
        this.mapper = mapper;
        this.shapes = shapes;
    }

    /** The answer to a refused request for this absolute path. */
    public Response answer(String path, Rejection rejection) {
        for (ErrorShape shape : shapes) {
            if (shape.covers(path)) {
                return shape.answer(rejection);
            }
        }
        Response.ResponseBuilder answer =
                Response.status(rejection.status()).type(MEDIA_TYPE).entity(document(rejection));
        Duration wait = rejection.retryAfter();
        if (wait != null) {
            answer.header("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()));
        }
        if (rejection instanceof Problem problem) {
            problem.headers().forEach(answer::header);
        }
        return answer.build();
    }

    /** The problem document as JSON text. */
    public String document(Rejection rejection) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE_BASE + rejection.code());
        document.put("title", rejection.title());
        document.put("status", rejection.status());
        if (rejection.detail() != null) {
            document.put("detail", rejection.detail());
        }
        if (!rejection.errors().isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            rejection.errors().forEach(error -> errors.add(entry(error)));
            document.put("errors", errors);
        }
        rejection.extra().forEach(document::putIfAbsent);
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rejection " + rejection.code() + " has members that are no JSON", e);
        }
    }

    private static Map<String, String> entry(FieldError error) {
        return error.pointer() != null
                ? Map.of("pointer", error.pointer(), "detail", error.detail())
                : Map.of("parameter", error.parameter(), "detail", error.detail());
    }
}
