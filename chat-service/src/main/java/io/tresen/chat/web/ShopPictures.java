package io.tresen.chat.web;

import io.smallrye.common.annotation.Blocking;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.LinkedPictures;
import io.tresen.chat.web.PictureFiles.Picture;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Pictures that a shop keeps elsewhere, from our own origin: who chats is not known to their hosts. Public as the pictures are,
 * and only for the address that a product names or that the shop sent in a message. What is shown can do nothing, opened as a
 * page neither ({@code sandbox}; Content Security Policy Level 3).
 */
@Path("/chat/v1/shops/{handle}/pictures")
@Public
public class ShopPictures {

    private static final int LONGEST = 2_000;
    private static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private final Businesses businesses;
    private final LinkedPictures pictures;
    private final PictureFetch fetch;
    private final Database database;

    ShopPictures(Businesses businesses, LinkedPictures pictures, PictureFetch fetch, Database database) {
        this.businesses = businesses;
        this.pictures = pictures;
        this.fetch = fetch;
        this.database = database;
    }

    /** {@code url} as the product with that {@code product} (its retailer_id), or the message with that id, has it. */
    @GET
    @Blocking
    @APIResponse(responseCode = "200", description = "The picture: JPEG, PNG, GIF, WebP, AVIF or SVG, at most 5 MB")
    @APIResponse(responseCode = "304", description = "As it was")
    @APIResponse(responseCode = "404", description = "Not this shop's, or it can't be had")
    @APIResponse(responseCode = "503", description = "Too many are being fetched at the moment")
    public CompletionStage<Response> show(
            @PathParam("handle") String handle,
            @QueryParam("url") String url,
            @QueryParam("product") String product,
            @QueryParam("message") String message,
            @HeaderParam("If-None-Match") String known) {
        if (url == null || url.isBlank() || url.length() > LONGEST) {
            throw Problem.parameter("url", "must have 1 to " + LONGEST + " characters")
                    .exception();
        }
        if ((product == null) == (message == null)) {
            throw Problem.parameter("product", "is needed, or message, and not both")
                    .exception();
        }
        UUID businessId = database.read(tx -> owner(tx, handle, url, product, message))
                .orElseThrow(() -> Problem.notFound().exception());
        return fetch.get(businessId, url)
                .thenApply(found ->
                        answer(found.orElseThrow(() -> Problem.notFound().exception()), known));
    }

    private Optional<UUID> owner(Tx tx, String handle, String url, String product, String message) {
        return businesses
                .byHandle(tx, handle)
                .map(Business::id)
                .filter(id -> product != null
                        ? pictures.ofProduct(tx, id, product, url)
                        : pictures.ofMessage(tx, id, message, url));
    }

    private static Response answer(Picture picture, String known) {
        String etag = '"' + picture.etag() + '"';
        Response.ResponseBuilder answer = known != null && known.contains(etag)
                ? Response.notModified()
                : Response.ok(picture.file().toFile(), picture.mimeType());
        return answer.tag(new EntityTag(picture.etag()))
                .header(
                        "Cache-Control",
                        "public, max-age=" + Duration.ofHours(1).toSeconds())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
