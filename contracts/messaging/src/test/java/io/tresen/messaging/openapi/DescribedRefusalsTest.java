package io.tresen.messaging.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class DescribedRefusalsTest {

    @Path("/coats/{coat_id: [a-z]{2,3}}")
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    static class Coats {
        IdempotencyKeys keys;

        @GET
        public void look() {}

        @POST
        @KeyRequired
        @Allowed(Role.SHOPPER)
        public void buy() {}

        @POST
        @Path("/notes/")
        public void note() {}

        @POST
        @Path("/repairs")
        public void mend(String how) {}

        @POST
        @Path("/returns")
        public void takeBack(@OptionalBody String why) {}
    }

    @Path("/window")
    @Public
    static class Window {
        @GET
        public void look() {}

        @POST
        public void knock() {}
    }

    @Path("/postbox")
    @Public(counted = false)
    static class Postbox {
        @GET
        public void look() {}
    }

    @Path("/elsewhere")
    @Public
    @OtherErrors
    static class Elsewhere {
        @POST
        public void say(@OptionalBody String word) {}
    }

    private final OpenAPI api =
            OASFactory.createOpenAPI().paths(OASFactory.createPaths()).components(OASFactory.createComponents());

    private Operation operation(String path, HttpMethod verb) {
        Operation operation = OASFactory.createOperation()
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("200", OASFactory.createAPIResponse().description("OK")));
        if (api.getPaths().getPathItem(path) == null) {
            api.getPaths().addPathItem(path, OASFactory.createPathItem());
        }
        api.getPaths().getPathItem(path).setOperation(verb, operation);
        return operation;
    }

    private void filter() throws IOException {
        new DescribedRefusals(Index.of(Coats.class, Window.class, Postbox.class, Elsewhere.class)).filterOpenAPI(api);
    }

    private static List<String> statuses(Operation operation) {
        return List.copyOf(operation.getResponses().getAPIResponses().keySet());
    }

    private static Parameter parameter(Operation operation, String name) {
        return operation.getParameters().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_may_not_call_and_what_may_be_missing_follow_from_the_annotations() throws IOException {
        Operation look = operation("/coats/{coat_id}", HttpMethod.GET);
        Operation buy = operation("/coats/{coat_id}", HttpMethod.POST);
        buy.setRequestBody(OASFactory.createRequestBody());
        Operation window = operation("/window", HttpMethod.GET);
        Operation postbox = operation("/postbox", HttpMethod.GET);
        filter();
        assertEquals(List.of("200", "401", "404", "429", "503"), statuses(look));
        assertEquals(List.of("200", "400", "401", "403", "404", "409", "422", "429", "503"), statuses(buy));
        assertEquals(List.of("200", "429", "503"), statuses(window));
        assertEquals(List.of("200", "503"), statuses(postbox));
        assertEquals(
                "#/components/responses/Forbidden",
                buy.getResponses().getAPIResponse("403").getRef());
        assertEquals(
                List.of(
                        "Malformed",
                        "Unauthorized",
                        "Forbidden",
                        "NotFound",
                        "Conflict",
                        "AgainstTheRules",
                        "TooManyRequests",
                        "Unavailable"),
                List.copyOf(api.getComponents().getResponses().keySet()),
                "in the same order wherever it is built");
        assertTrue(api.getComponents().getSchemas().containsKey("ProblemDocument"));
    }

    @Test
    void a_key_is_required_or_honoured_or_nothing_is_said_of_it() throws IOException {
        Operation buy = operation("/coats/{coat_id}", HttpMethod.POST);
        Operation note = operation("/coats/{coat_id}/notes", HttpMethod.POST);
        Operation knock = operation("/window", HttpMethod.POST);
        filter();
        assertEquals(true, parameter(buy, "Idempotency-Key").getRequired());
        assertNull(parameter(note, "Idempotency-Key").getRequired());
        assertNull(knock.getParameters());
    }

    @Test
    void whoever_may_say_what_they_saw_may_be_told_that_it_is_another_by_now() throws IOException {
        Operation mend = operation("/coats/{coat_id}/repairs", HttpMethod.POST);
        mend.addParameter(OASFactory.createParameter().name("If-Match").in(Parameter.In.HEADER));
        Operation note = operation("/coats/{coat_id}/notes", HttpMethod.POST);
        filter();
        assertEquals(
                "#/components/responses/PreconditionFailed",
                mend.getResponses().getAPIResponse("412").getRef());
        assertNotNull(parameter(mend, "If-Match").getDescription());
        assertTrue(api.getComponents()
                .getResponses()
                .get("PreconditionFailed")
                .getHeaders()
                .containsKey("ETag"));
        assertFalse(statuses(note).contains("412"));
    }

    /** Generated clients would send a body that nobody asks for, or refuse to call. */
    @Test
    void a_body_that_may_be_left_out_is_not_required() throws IOException {
        Operation mend = operation("/coats/{coat_id}/repairs", HttpMethod.POST);
        Operation takeBack = operation("/coats/{coat_id}/returns", HttpMethod.POST);
        Operation say = operation("/elsewhere", HttpMethod.POST);
        List.of(mend, takeBack, say)
                .forEach(it -> it.setRequestBody(OASFactory.createRequestBody().required(true)));
        filter();
        assertEquals(true, mend.getRequestBody().getRequired());
        assertEquals(false, takeBack.getRequestBody().getRequired());
        assertEquals(false, say.getRequestBody().getRequired());
    }

    @Test
    void a_page_has_one_to_a_hundred_entries_and_an_idempotency_key_at_most_255_characters() throws IOException {
        Operation look = operation("/coats/{coat_id}", HttpMethod.GET);
        look.addParameter(OASFactory.createParameter().name("limit").in(Parameter.In.QUERY));
        Operation buy = operation("/coats/{coat_id}", HttpMethod.POST);
        filter();
        Schema limit = parameter(look, "limit").getSchema();
        assertEquals(List.of(Schema.SchemaType.INTEGER), limit.getType());
        assertEquals(BigDecimal.ONE, limit.getMinimum());
        assertEquals(BigDecimal.valueOf(100), limit.getMaximum());
        assertEquals(255, parameter(buy, "Idempotency-Key").getSchema().getMaxLength());
    }

    @Test
    void a_variable_that_no_method_takes_is_declared() throws IOException {
        Operation look = operation("/coats/{coat_id}", HttpMethod.GET);
        filter();
        assertEquals(Parameter.In.PATH, parameter(look, "coat_id").getIn());
        assertEquals(true, parameter(look, "coat_id").getRequired());
    }

    @Test
    void what_a_method_says_itself_stays_and_gets_a_body() throws IOException {
        Operation look = operation("/coats/{coat_id}", HttpMethod.GET);
        look.getResponses()
                .addAPIResponse("404", OASFactory.createAPIResponse().description("sold: it is somebody's"))
                .addAPIResponse("410", OASFactory.createAPIResponse().description("gone"));
        filter();
        assertEquals(
                "sold: it is somebody's",
                look.getResponses().getAPIResponse("404").getDescription());
        assertTrue(look.getResponses().getAPIResponse("410").getContent().hasMediaType("application/problem+json"));
        assertNull(look.getResponses().getAPIResponse("200").getContent());
    }

    @Test
    void a_response_that_only_names_its_body_is_called_by_its_status() throws IOException {
        Operation look = operation("/window", HttpMethod.GET);
        look.getResponses().addAPIResponse("201", OASFactory.createAPIResponse());
        filter();
        assertEquals("Created", look.getResponses().getAPIResponse("201").getDescription());
    }

    @Test
    void errors_of_another_standard_are_left_alone() throws IOException {
        Operation say = operation("/elsewhere", HttpMethod.POST);
        filter();
        assertEquals(List.of("200"), statuses(say));
    }
}
