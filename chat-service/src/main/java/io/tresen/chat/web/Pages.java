package io.tresen.chat.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers with a page and what every page of ours forbids the browser: scripts, styles, connections and pictures of other
 * origins, frames, base and form targets elsewhere. What a shop keeps elsewhere comes through {@link ShopPictures}; a file sent
 * by its id is fetched with a token and shown out of the page's memory ({@code blob:}; Content Security Policy Level 3).
 */
@ApplicationScoped
public class Pages {

    private final String policy;

    Pages(@ConfigProperty(name = "tresen.origin") String origin) {
        // 'self' covers the WebSocket too, but not in older browsers
        String socket = origin.replaceFirst("^http", "ws");
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src"
                + " 'self' " + socket + "; base-uri 'none'; form-action 'self'; frame-ancestors ";
    }

    /**
     * The answer with this page.
     *
     * @param framers origins whose pages may show it in a frame; empty for none
     */
    public Response answer(int status, TemplateInstance page, List<String> framers) {
        return Response.status(status)
                .entity(page.render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", policy + (framers.isEmpty() ? "'none'" : String.join(" ", framers)))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .build();
    }
}
