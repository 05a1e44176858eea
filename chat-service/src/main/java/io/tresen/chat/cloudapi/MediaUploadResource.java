package io.tresen.chat.cloudapi;

import io.tresen.chat.MediaFiles;
import io.tresen.chat.Sending;
import io.tresen.chat.message.Limits;
import io.tresen.chat.message.MediaRules;
import io.tresen.chat.message.MetaError;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Text;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A business app uploads a file, to send it by its id (page cloud-api/reference/media). */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/media")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class MediaUploadResource {

    private final MediaFiles media;
    private final Sending sending;
    private final OwnNumber own;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;

    MediaUploadResource(
            MediaFiles media,
            Sending sending,
            OwnNumber own,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock) {
        this.media = media;
        this.sending = sending;
        this.own = own;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** The file's id. */
    public record Uploaded(String id) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @BodyLimit(101L << 20)
    @APIResponse(
            responseCode = "200",
            description = "Kept for 30 days",
            content = @Content(schema = @Schema(implementation = Uploaded.class)))
    public Response upload(
            @PathParam("phone_number_id") String phoneNumberId,
            @RestForm("messaging_product") String product,
            @RestForm("type") String type,
            @RestForm("file") FileUpload file) {
        database.read(tx -> own.byPhoneNumberId(tx, phoneNumberId));
        if (!"whatsapp".equals(product)) {
            throw MetaError.INVALID_PARAMETER
                    .because("messaging_product must be whatsapp")
                    .exception();
        }
        if (file == null) {
            throw MetaError.INVALID_PARAMETER.because("file is required").exception();
        }
        String mimeType = bare(type == null || type.isBlank() ? file.contentType() : type);
        long most = MediaRules.mostBytes(mimeType);
        if (most == 0) {
            throw refused("type must be one of " + String.join(", ", MediaRules.types()));
        }
        if (file.size() == 0 || file.size() > most) {
            throw refused("file must have 1 to " + most + " bytes for its type");
        }
        byte[] sha256 = sha256(file);
        String name = name(file.fileName());
        Optional<Response> first = idempotency.replayed(sha256);
        if (first.isPresent()) {
            return first.get();
        }
        database.run(tx -> sending.count(tx, caller.businessId()));
        return idempotency.optional(sha256, tx -> {
            try (InputStream bytes = Files.newInputStream(file.uploadedFile())) {
                String hex = HexFormat.of().formatHex(sha256);
                return Answer.of(
                        200,
                        new Uploaded(media.add(
                                tx, clock.now(), caller.businessId(), mimeType, name, hex, file.size(), bytes)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static RejectedException refused(String details) {
        return MetaError.MEDIA_UPLOAD.because(details).exception();
    }

    /** Without parameters: {@code audio/ogg; codecs=opus} is audio/ogg. */
    private static String bare(String mimeType) {
        return mimeType == null ? "" : mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String name(String given) {
        return given == null || given.isBlank() || !Text.isSound(given) ? null : Limits.FILENAME.cut(given);
    }

    private static byte[] sha256(FileUpload file) {
        try (DigestInputStream bytes = new DigestInputStream(
                Files.newInputStream(file.uploadedFile()), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return bytes.getMessageDigest().digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
