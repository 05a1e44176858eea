package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;
import io.tresen.chat.QrLinks;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Links into the shop's chat with a text already written (schema QrCodeDetails); pictures of them are not made here. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/message_qrdls")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class QrLinksResource {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CODE = 14;
    private static final int TEXT = 140;

    private final QrLinks links;
    private final OwnNumber own;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Json reading;
    private final BusinessClock clock;
    private final String origin;
    private final SecureRandom random = new SecureRandom();

    QrLinksResource(
            QrLinks links,
            OwnNumber own,
            IdempotencyKeys idempotency,
            Database database,
            Json reading,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.links = links;
        this.own = own;
        this.idempotency = idempotency;
        this.database = database;
        this.reading = reading;
        this.clock = clock;
        this.origin = origin;
    }

    /** A new link; with a code, the change of one. */
    public record QrLinkRequest(String code, String prefilledMessage) {}

    public record QrLinkView(String code, String prefilledMessage, String deepLinkUrl) {}

    public record QrLinkViews(List<QrLinkView> data) {}

    /** The text may come in the query instead of a body: some clients do it so. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = QrLinkView.class)))
    public Response put(
            @PathParam("phone_number_id") String phoneNumberId,
            @QueryParam("prefilled_message") String text,
            @OptionalBody byte[] json) {
        QrLinkRequest body = json == null || json.length == 0
                ? new QrLinkRequest(null, text)
                : reading.read(json, QrLinkRequest.class);
        return put(phoneNumberId, body);
    }

    /** As above, for clients that name the code in the path. */
    @POST
    @Path("/{code}")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The changed link",
            content = @Content(schema = @Schema(implementation = QrLinkView.class)))
    public Response change(
            @PathParam("phone_number_id") String phoneNumberId,
            @PathParam("code") String code,
            @QueryParam("prefilled_message") String text,
            @OptionalBody byte[] ignored) {
        return put(phoneNumberId, new QrLinkRequest(code, text));
    }

    private Response put(String phoneNumberId, QrLinkRequest body) {
        Fields fields = new Fields();
        fields.text("/prefilled_message", body.prefilledMessage(), 1, TEXT);
        fields.optionalText("/code", body.code(), CODE, CODE);
        fields.check();
        String fresh = code();
        return idempotency.optional(tx -> {
            Business business = own.byPhoneNumberId(tx, phoneNumberId);
            QrLinks.QrLink link = body.code() == null
                    ? links.add(tx, clock.now(), business.id(), fresh, body.prefilledMessage())
                    : links.change(tx, business.id(), body.code(), body.prefilledMessage())
                            .orElseThrow(() -> OwnNumber.unknown("code"));
            return Answer.of(200, view(business, link));
        });
    }

    @GET
    public QrLinkViews list(
            @PathParam("phone_number_id") String phoneNumberId,
            @QueryParam("code") String code,
            @QueryParam("after") String after,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        return database.read(tx -> {
            Business business = own.byPhoneNumberId(tx, phoneNumberId);
            List<QrLinks.QrLink> found = code == null
                    ? links.page(tx, business.id(), after, limit)
                    : links.find(tx, business.id(), code).stream().toList();
            return new QrLinkViews(found.stream().map(it -> view(business, it)).toList());
        });
    }

    @GET
    @Path("/{code}")
    public QrLinkViews read(@PathParam("phone_number_id") String phoneNumberId, @PathParam("code") String code) {
        return database.read(tx -> {
            Business business = own.byPhoneNumberId(tx, phoneNumberId);
            return links.find(tx, business.id(), code)
                    .map(it -> new QrLinkViews(List.of(view(business, it))))
                    .orElseThrow(() -> OwnNumber.unknown("code"));
        });
    }

    @DELETE
    @Path("/{code}")
    public Success remove(@PathParam("phone_number_id") String phoneNumberId, @PathParam("code") String code) {
        boolean removed = database.inTransaction(
                tx -> links.remove(tx, own.byPhoneNumberId(tx, phoneNumberId).id(), code));
        if (!removed) {
            throw OwnNumber.unknown("code");
        }
        return new Success(true);
    }

    private QrLinkView view(Business business, QrLinks.QrLink link) {
        String text = URLEncoder.encode(link.prefilledMessage(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new QrLinkView(
                link.code(), link.prefilledMessage(), origin + "/chat/s/" + business.handle() + "?text=" + text);
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
