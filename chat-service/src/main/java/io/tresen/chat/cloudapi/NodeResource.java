package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.CodeSender;
import io.tresen.chat.ContactNumbers;
import io.tresen.chat.MediaFiles;
import io.tresen.chat.Templates;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateCreation;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the Graph API keeps under a bare id: the number, the account, a template, an uploaded file. */
@OtherErrors
@Path(GraphPaths.VERSION)
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {

    private final Businesses businesses;
    private final ContactNumbers numbers;
    private final CodeSender codes;
    private final Templates templates;
    private final MediaFiles media;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final Json json;
    private final ObjectMapper mapper;
    private final String origin;

    NodeResource(
            Businesses businesses,
            ContactNumbers numbers,
            CodeSender codes,
            Templates templates,
            MediaFiles media,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller,
            Json json,
            ObjectMapper mapper,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.businesses = businesses;
        this.numbers = numbers;
        this.codes = codes;
        this.templates = templates;
        this.media = media;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
        this.json = json;
        this.mapper = mapper;
        this.origin = origin;
    }

    /** An uploaded file; {@code url} is fetched with the same token. */
    public record MediaView(
            String messagingProduct, String url, String mimeType, String sha256, long fileSize, String id) {}

    private record WabaView(String id, String name, String currency, String country, String messageTemplateNamespace) {}

    @GET
    @Path("/{id}")
    public JsonNode read(@PathParam("id") String id, @QueryParam("fields") String fields) {
        ObjectNode node = mapper.valueToTree(database.read(tx -> {
            Business business = businesses.get(tx, caller.businessId());
            if (business.phoneNumberId().equals(id)) {
                return PhoneNumberView.of(business, numbers.isVerified(tx, business.id()), codes.ready());
            }
            if (business.wabaId().equals(id)) {
                return new WabaView(id, business.name(), business.currency(), business.country(), business.handle());
            }
            Optional<Object> file = media.find(tx, caller.businessId(), id).map(this::view);
            return file.or(() -> templates.byId(tx, caller.businessId(), id).map(TemplateView::of))
                    .orElseThrow(() -> OwnNumber.unknown("id"));
        }));
        if (fields != null) {
            Set<String> wanted = new HashSet<>(Arrays.asList(fields.split(",")));
            wanted.add("id");
            node.retain(wanted);
        }
        return node;
    }

    private MediaView view(MediaFiles.MediaFile file) {
        return new MediaView(
                "whatsapp",
                origin + "/chat/v1/media/" + file.id(),
                file.mimeType(),
                file.sha256(),
                file.sizeBytes(),
                file.id());
    }

    /** Removes an uploaded file. */
    @DELETE
    @Path("/{id}")
    public Success remove(@PathParam("id") String id) {
        if (!database.inTransaction(tx -> media.remove(tx, caller.businessId(), id))) {
            throw OwnNumber.unknown("id");
        }
        return new Success(true);
    }

    /** Changes a template: {@code components} as Meta; {@code status} APPROVED, PAUSED or DISABLED is ours, to try them. */
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = JsonNode.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Success.class)))
    public Response edit(@PathParam("id") String id, byte[] body) {
        JsonNode wished = json.tree(body);
        JsonNode components = wished.hasNonNull("components") ? TemplateCreation.readComponents(wished) : null;
        Template.Status status = wished.hasNonNull("status") ? status(wished.get("status")) : null;
        return idempotency.optional(tx -> {
            templates.edit(tx, caller.businessId(), id, components, status).orElseThrow(() -> OwnNumber.unknown("id"));
            return Answer.of(200, new Success(true));
        });
    }

    private static Template.Status status(JsonNode word) {
        return Arrays.stream(Template.Status.values())
                .filter(it -> it.name().equals(word.textValue()))
                .findFirst()
                .orElseThrow(() -> MetaError.INVALID_PARAMETER
                        .because("status must be one of APPROVED, PAUSED, DISABLED")
                        .exception());
    }
}
