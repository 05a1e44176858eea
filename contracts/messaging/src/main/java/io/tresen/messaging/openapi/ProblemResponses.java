package io.tresen.messaging.openapi;

import io.tresen.messaging.rest.Problem;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The parts of a description that all refusals share. */
final class ProblemResponses {

    private static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> NAMES = Map.of(
            400, "Malformed",
            401, "Unauthorized",
            403, "Forbidden",
            404, "NotFound",
            409, "Conflict",
            412, "PreconditionFailed",
            422, "AgainstTheRules",
            429, "TooManyRequests",
            503, "Unavailable");

    private ProblemResponses() {}

    static void addSchema(Components components) {
        Schema fault = object().addProperty("pointer", text("JSON pointer into the body"))
                .addProperty("parameter", text("Name of a query, path or header parameter"))
                .addProperty("detail", text("What is wrong with it"));
        components.addSchema(
                "ProblemDocument",
                object().description("RFC 9457 problem document; some refusals have more members")
                        .addProperty(
                                "type",
                                text("Stable; its last segment is the refusal's name")
                                        .format("uri"))
                        .addProperty("title", text("The refusal in words"))
                        .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                        .addProperty("detail", text("What is particular this time"))
                        .addProperty(
                                "errors",
                                OASFactory.createSchema()
                                        .addType(SchemaType.ARRAY)
                                        .items(fault)));
    }

    /** A reference to a status's response. */
    static APIResponse reference(int status) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + NAMES.get(status));
    }

    /** Adds a status's response to what operations share. */
    static void addResponse(Components components, int status) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        status == 400
                                ? "The request can't be read"
                                : Problem.standard(status).title())
                .content(content());
        if (status == 401) {
            response.addHeader("WWW-Authenticate", header("Bearer"));
        }
        if (status == 412) {
            response.addHeader("ETag", header("The present one; absent where there is nothing"));
        }
        if (status == 429 || status == 503) {
            response.addHeader("Retry-After", header("Seconds"));
        }
        components.addResponse(NAMES.get(status), response);
    }

    static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/ProblemDocument")));
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(text(null));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
