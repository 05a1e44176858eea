package io.tresen.chat.rest;

import io.tresen.chat.Conversations;
import io.tresen.chat.ShoppersPictures;
import io.tresen.chat.message.Pictures;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Network;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * A shopper uploads a picture into their conversation, to send it by its id in an {@code image} message. Nobody but this
 * shopper and the business can fetch it ({@code /chat/v1/media/{id}}).
 */
@Path("/chat/v1/conversations/{id}/media")
@Allowed(Role.SHOPPER)
@Produces(MediaType.APPLICATION_JSON)
public class PicturesResource {

    /** Meta's bound for pictures, see {@code MediaRules}. */
    private static final long LARGEST = 5L << 20;

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final Set<String> TYPES = Set.of(JPEG, PNG);

    private final ShoppersPictures pictures;
    private final Conversations conversations;
    private final OwnConversation own;
    private final Tries tries;
    private final UploadRoom room;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;

    PicturesResource(
            ShoppersPictures pictures,
            Conversations conversations,
            OwnConversation own,
            Tries tries,
            UploadRoom room,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock) {
        this.pictures = pictures;
        this.conversations = conversations;
        this.own = own;
        this.tries = tries;
        this.room = room;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** The picture's id. */
    public record Uploaded(String id) {}

    /** A file on this machine's disk while it is looked at. */
    private record Spooled(java.nio.file.Path path, byte[] sha256, long size, byte[] head) {}

    @POST
    @BodyLimit(LARGEST)
    @Consumes(MediaType.WILDCARD) // else a type that is not taken would be told before who may call at all
    @Operation(summary = "Upload a picture of at most 5 MB; kept for 30 days, or for an hour where it is not sent")
    @RequestBody(
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "201",
            description = "Kept",
            content = @Content(schema = @Schema(implementation = Uploaded.class)))
    @APIResponse(responseCode = "408", description = "The body came too slowly")
    @APIResponse(responseCode = "409", description = "too-many-pictures, upload-in-progress")
    @APIResponse(responseCode = "429", description = "Too many were uploaded from this network address")
    @APIResponse(responseCode = "503", description = "Too many are coming in at the moment")
    public Response upload(
            @PathParam("id") UUID id,
            @HeaderParam("Content-Type") MediaType type,
            InputStream body,
            @Context HttpServerRequest request) {
        own.check(id);
        String told = type == null ? "" : type.getType() + '/' + type.getSubtype();
        if (!TYPES.contains(told)) {
            throw Problem.standard(415)
                    .because("It takes " + JPEG + " and " + PNG)
                    .exception();
        }
        if (!idempotency.isAnswered()) { // a repeat keeps nothing, so it counts for no rate
            tries.upload(request);
        }
        return room.comingIn(Network.of(request), () -> upload(id, told, body));
    }

    private Response upload(UUID id, String told, InputStream body) {
        Spooled file = spooled(body);
        try {
            Fields fields = new Fields();
            if (!Pictures.typeOf(file.head()).filter(told::equals).isPresent()) {
                fields.add("", "must be a picture of the type that Content-Type names");
            }
            fields.check();
            return room.keeping(() -> idempotency.optional(file.sha256(), tx -> kept(tx, id, told, file)));
        } finally {
            remove(file.path());
        }
    }

    private Answer kept(Tx tx, UUID id, String type, Spooled file) {
        conversations.shopperOf(tx, caller.businessId(), id).orElseThrow(() -> Problem.notFound()
                .exception());
        try (InputStream bytes = Files.newInputStream(file.path())) {
            String hex = HexFormat.of().formatHex(file.sha256());
            String mediaId = pictures.add(tx, clock.now(), caller.businessId(), id, type, hex, file.size(), bytes);
            return Answer.of(201, new Uploaded(mediaId)).at("/chat/v1/media/" + mediaId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk, so that slow senders hold no memory and no transaction. */
    private static Spooled spooled(InputStream body) {
        java.nio.file.Path path = null;
        try {
            path = Files.createTempFile("picture", null);
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            byte[] head = body.readNBytes(Pictures.HEAD);
            hash.update(head);
            long size = head.length;
            try (var out = Files.newOutputStream(path)) {
                out.write(head);
                size += new DigestInputStream(body, hash).transferTo(out);
            }
            return new Spooled(path, hash.digest(), size, head);
        } catch (IOException e) {
            remove(path);
            throw Problem.of("malformed-request", 400, "The body broke off").exception();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (RuntimeException e) {
            remove(path);
            throw e;
        }
    }

    private static void remove(java.nio.file.Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
