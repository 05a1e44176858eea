package io.tresen.messaging.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Adds to each operation what it may be refused with, its Idempotency-Key and If-Match, whether its body may be left out, and how its pages follow. What a method says itself of a status stays; it
 * gets the body that all refusals have. Which of a status's refusals there are, stands where a method says so.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedRefusals implements OASFilter {

    private static final String KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";
    private static final String NOBODYS_WORDS = "Bad Request";

    private final ResourceFacts resources;

    /** @param index of the service's classes */
    public DescribedRefusals(IndexView index) {
        resources = new ResourceFacts(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        ProblemResponses.addSchema(api.getComponents());
        Set<Integer> used = new TreeSet<>(); // in their own order: that of the paths is the file system's
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((verb, operation) -> resources
                        .of(verb.name(), path)
                        .ifPresent(facts -> used.addAll(describe(path, verb.name(), operation, facts)))));
        used.forEach(status -> ProblemResponses.addResponse(api.getComponents(), status));
    }

    /** @return statuses whose shared response it refers to */
    private static Set<Integer> describe(String path, String verb, Operation operation, OperationFacts facts) {
        Set<Integer> shared = new TreeSet<>();
        declareVariables(path, operation);
        describePages(operation);
        describeIfMatch(operation);
        operation.getResponses().getAPIResponses().forEach(DescribedRefusals::giveWords);
        if (verb.equals("POST") && facts.keyHonoured()) {
            describeKey(operation, facts.keyRequired());
        }
        if (facts.bodyOptional() && operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(false);
        }
        if (facts.otherErrors()) {
            return shared;
        }
        for (int status : statuses(path, verb, operation, facts)) {
            APIResponse said = operation.getResponses().getAPIResponse(Integer.toString(status));
            if (said == null || NOBODYS_WORDS.equals(said.getDescription())) {
                operation.getResponses().addAPIResponse(Integer.toString(status), ProblemResponses.reference(status));
                shared.add(status);
            }
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getRef() == null && response.getContent() == null) {
                response.setContent(ProblemResponses.content());
            }
        });
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
        return shared;
    }

    /** A response needs a description; one that only names its body has none. */
    private static void giveWords(String status, APIResponse response) {
        if (response.getRef() == null && response.getDescription() == null) {
            Response.Status known =
                    status.matches("[1-5][0-9]{2}") ? Response.Status.fromStatusCode(Integer.parseInt(status)) : null;
            response.setDescription(known == null ? status : known.getReasonPhrase());
        }
    }

    private static Set<Integer> statuses(String path, String verb, Operation operation, OperationFacts facts) {
        Set<Integer> statuses = new TreeSet<>(Set.of(503));
        boolean body = operation.getRequestBody() != null;
        if (body || parameters(operation).stream().anyMatch(it -> it.getIn() != Parameter.In.PATH)) {
            statuses.add(400);
        }
        if (!facts.open()) {
            statuses.add(401);
        }
        if (!facts.open() && !facts.everyCaller()) {
            statuses.add(403);
        }
        if (!PathTemplate.variables(path).isEmpty()) {
            statuses.add(404);
        }
        if (verb.equals("POST") && facts.keyHonoured()) {
            statuses.add(409); // the first request with the key may still run
        }
        if (find(operation, IF_MATCH).isPresent()) {
            statuses.add(412);
        }
        if (body) {
            statuses.add(422);
        }
        if (facts.counted()) {
            statuses.add(429);
        }
        return statuses;
    }

    private static void describeKey(Operation operation, boolean required) {
        Parameter key = find(operation, KEY).orElseGet(() -> {
            Parameter made = OASFactory.createParameter().name(KEY).in(Parameter.In.HEADER);
            operation.addParameter(made);
            return made;
        });
        key.required(required ? true : null)
                .description("Makes it happen once: the same key with the same body gets the first answer again, with"
                        + " Idempotency-Replayed: true")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).maxLength(255));
    }

    private static void describeIfMatch(Operation operation) {
        find(operation, IF_MATCH)
                .filter(it -> it.getDescription() == null)
                .ifPresent(
                        it -> it.setDescription("The ETag that was read: nothing is changed that is another by now"));
    }

    /** Lists are all read in the same way: {@link io.tresen.messaging.rest.Page}. */
    private static void describePages(Operation operation) {
        find(operation, "cursor")
                .ifPresent(it -> it.setDescription("The page before has it as paging.next; absent: the first"));
        find(operation, "limit").ifPresent(it -> it.description("1 to 100; absent: 50")
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(100))));
    }

    /** Variables of a class's path that no method takes. */
    private static void declareVariables(String path, Operation operation) {
        for (String name : PathTemplate.variables(path)) {
            if (find(operation, name).isEmpty()) {
                operation.addParameter(OASFactory.createParameter()
                        .name(name)
                        .in(Parameter.In.PATH)
                        .required(true)
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
            }
        }
    }

    private static Optional<Parameter> find(Operation operation, String name) {
        return parameters(operation).stream()
                .filter(it -> name.equals(it.getName()))
                .findFirst();
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : new ArrayList<>(operation.getParameters());
    }
}
