package io.tresen.chat.web;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The script that a merchant's page names, {@code <script src="…/chat/widget.js" data-handle="…">}: a fixed address for the
 * bundle, whose own changes with its content.
 */
@Path("/chat/widget.js")
@Public
public class WidgetScript {

    private final Bundle bundle;

    WidgetScript(Bundle bundle) {
        this.bundle = bundle;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        return Response.status(302)
                .header(HttpHeaders.LOCATION, bundle.script("widget"))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
