package io.tresen.chat.rest;

import io.tresen.chat.MediaFiles;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import java.util.UUID;

/** The bytes of uploaded media: for the business, and for the shoppers in whose conversation it was shown. */
@Path("/chat/v1/media/{media_id}")
public class MediaResource {

    private final MediaFiles media;
    private final Database database;
    private final Caller caller;

    MediaResource(MediaFiles media, Database database, Caller caller) {
        this.media = media;
        this.database = database;
        this.caller = caller;
    }

    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    public Response download(@PathParam("media_id") String id) {
        UUID businessId = caller.businessId();
        MediaFiles.MediaFile file = database.read(tx -> media.find(tx, businessId, id)
                        .filter(it ->
                                !caller.isShopper() || media.isShown(tx, businessId, id, caller.conversationId())))
                .orElseThrow(() -> Problem.notFound().exception());
        StreamingOutput bytes = out -> {
            int piece = 0;
            for (Optional<byte[]> next = piece(businessId, id, piece);
                    next.isPresent();
                    next = piece(businessId, id, ++piece)) {
                out.write(next.get());
            }
        };
        // never shown as a page of this origin, whatever was uploaded
        return Response.ok(bytes, file.mimeType())
                .header("Content-Length", file.sizeBytes())
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "private, max-age=300")
                .build();
    }

    private Optional<byte[]> piece(UUID businessId, String id, int piece) {
        return database.read(tx -> media.piece(tx, businessId, id, piece));
    }
}
