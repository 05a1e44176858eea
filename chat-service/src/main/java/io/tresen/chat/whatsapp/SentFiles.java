package io.tresen.chat.whatsapp;

import io.tresen.chat.MediaFiles;
import io.tresen.chat.SealedLinks;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Uploaded files that were sent to WhatsApp by a sealed link, for Meta to fetch. */
@Path("/chat/v1/channels/whatsapp/media/{business}/{token}")
@Public
public class SentFiles {

    private final MediaFiles media;
    private final SealedLinks links;
    private final Database database;

    SentFiles(MediaFiles media, SealedLinks links, Database database) {
        this.media = media;
        this.links = links;
        this.database = database;
    }

    @GET
    @Operation(hidden = true)
    public Response fetch(@PathParam("business") UUID businessId, @PathParam("token") String token) {
        MediaFiles.MediaFile file = links.fileOf(businessId, token, Instant.now())
                .flatMap(id -> database.read(tx -> media.find(tx, businessId, id)))
                .orElseThrow(() -> Problem.notFound().exception());
        StreamingOutput bytes = out -> {
            int piece = 0;
            for (Optional<byte[]> next = piece(businessId, file.id(), piece);
                    next.isPresent();
                    next = piece(businessId, file.id(), ++piece)) {
                out.write(next.get());
            }
        };
        return Response.ok(bytes, file.mimeType())
                .header("Content-Length", file.sizeBytes())
                .header("Content-Disposition", "attachment") // never shown as a page of this origin
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    private Optional<byte[]> piece(UUID businessId, String id, int piece) {
        return database.read(tx -> media.piece(tx, businessId, id, piece));
    }
}
