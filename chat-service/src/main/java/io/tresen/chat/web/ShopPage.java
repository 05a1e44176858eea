package io.tresen.chat.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.tresen.chat.AllowedOrigins;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The shop's chat, for anybody with the link or the QR code. It holds no data of a shopper; the page fetches them by the
 * interface. With {@code embed=1} it may be shown in a frame by the origins that the business allows.
 */
@Path("/chat/s/{handle}")
@Public
public class ShopPage {

    private final Businesses businesses;
    private final AllowedOrigins allowedOrigins;
    private final Database database;
    private final Pages pages;
    private final Template chat;
    private final Template unknown;

    ShopPage(
            Businesses businesses,
            AllowedOrigins allowedOrigins,
            Database database,
            Pages pages,
            @Location("chat.html") Template chat,
            @Location("no-shop.html") Template unknown) {
        this.businesses = businesses;
        this.allowedOrigins = allowedOrigins;
        this.database = database;
        this.pages = pages;
        this.chat = chat;
        this.unknown = unknown;
    }

    /** A business, and who may frame its chat. */
    private record Shop(Business business, List<String> framers) {}

    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response show(
            @PathParam("handle") String handle, @QueryParam("embed") String embed, @Context HttpHeaders headers) {
        boolean framed = "1".equals(embed);
        Optional<Shop> found = database.read(tx -> businesses
                .byHandle(tx, handle)
                .map(it -> new Shop(it, framed ? allowedOrigins.of(tx, it.id()) : List.of())));
        if (found.isPresent()) {
            return page(found.get(), framed, headers);
        }
        if (Reader.wantsPage(headers)) {
            String language = Reader.language(headers, Language.EN).code();
            return pages.answer(404, unknown.data("language", language), List.of());
        }
        throw Problem.notFound().exception();
    }

    private Response page(Shop shop, boolean framed, HttpHeaders headers) {
        Language language = Reader.language(headers, shop.business().language());
        return pages.answer(
                200,
                chat.data("shop", shop.business())
                        .data("language", language.code())
                        .data("embed", framed)
                        .data("framers", String.join(" ", shop.framers()))
                        .data("templates", NoticeTexts.of(language)),
                shop.framers());
    }
}
