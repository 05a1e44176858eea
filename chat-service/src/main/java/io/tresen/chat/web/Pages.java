package io.tresen.chat.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers with a page and what every page of ours forbids the browser: scripts, styles and connections of other origins,
 * frames, base and form targets elsewhere. Pictures may come from anywhere by https, since shops keep theirs where they like,
 * and out of the page's memory ({@code blob:}), since a file sent by its id is fetched with a token (Content Security Policy
 * Level 3).
 */
@ApplicationScoped
public class Pages {

    private final String policy;

    Pages(
            @ConfigProperty(name = "tresen.origin") String origin,
            @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        // 'self' covers the WebSocket too, but not in older browsers
        String socket = origin.replaceFirst("^http", "ws");
        // the demo shop's pictures are this machine's own
        String pictures = local ? " http://localhost:* http://127.0.0.1:*" : "";
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data: blob:" + pictures
                        + "; connect-src 'self' " + socket + "; base-uri 'none'; form-action 'self'; frame-ancestors ";
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
