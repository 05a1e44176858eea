package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tresen.messaging.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;

/**
 * Reads a body within its limit and in time ({@link BoundedBody}), notes its hash for the idempotency key, and turns every
 * fault of its JSON into a rejection. An {@code InputStream} parameter is bounded and otherwise left alone (its resource hashes it if need be).
 */
@Provider
public class BodyReading implements ReaderInterceptor {

    private final Json json;
    private final RequestFacts facts;

    BodyReading(Json json, RequestFacts facts) {
        this.json = json;
        this.facts = facts;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        long limit = facts.bodyLimit();
        InputStream bounded = new BoundedBody(context.getInputStream(), limit, System::nanoTime);
        if (InputStream.class.isAssignableFrom(context.getType())) {
            context.setInputStream(bounded);
            return context.proceed();
        }
        byte[] body = bounded.readAllBytes();
        facts.bodyIs(body);
        boolean raw = context.getType() == byte[].class || context.getType() == String.class;
        if (body.length > 0 && !raw && isJson(context.getMediaType())) {
            json.check(body);
        }
        context.setInputStream(new ByteArrayInputStream(body));
        Object value = body.length == 0 && !raw ? null : read(context);
        if ((value == null || value instanceof NullNode) && !isOptional(context.getAnnotations())) {
            throw Problem.of("malformed-json", 400, "The body can't be read as JSON")
                    .with(FieldError.at("", "must be there and not null"))
                    .exception();
        }
        return value;
    }

    private static Object read(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (InvalidDefinitionException e) {
            throw e; // a class that Jackson can't fill is our fault, not the sender's
        } catch (JsonProcessingException e) {
            throw JsonFaults.rejection(e);
        } catch (WebApplicationException e) {
            if (e.getCause() instanceof JsonProcessingException cause) {
                throw JsonFaults.rejection(cause);
            }
            throw e;
        }
    }

    private static boolean isJson(MediaType type) {
        return type == null
                || type.getSubtype().equals("json")
                || type.getSubtype().endsWith("+json");
    }

    private static boolean isOptional(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof OptionalBody) {
                return true;
            }
        }
        return false;
    }
}
