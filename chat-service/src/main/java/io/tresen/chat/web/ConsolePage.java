package io.tresen.chat.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The merchant's console. The page is the same for everybody; what it shows it fetches for whoever is signed in. */
@Path("/chat/console")
@Public
public class ConsolePage {

    private final Pages pages;
    private final Template console;

    ConsolePage(Pages pages, @Location("console.html") Template console) {
        this.pages = pages;
        this.console = console;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response show(@Context HttpHeaders headers) {
        Language language = Reader.language(headers, Language.EN);
        return pages.answer(
                200, console.data("language", language.code()).data("templates", NoticeTexts.of(language)), List.of());
    }
}
