package io.tresen.chat.cloudapi;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The Graph API's paths are answered below {@code /chat} and at the root, since many clients let only the host be changed;
 * here the former become the latter, so that each is written once and an idempotency key means the same on both.
 */
public class GraphPaths {

    /** A version as Meta writes it, in a path template. */
    static final String VERSION = "/{version: v[0-9]+[.][0-9]+}";

    private static final Pattern PATH = Pattern.compile("(/chat)?/v[0-9]+\\.[0-9]+(/.*)?");

    /** True for absolute paths of the Graph API. */
    static boolean are(String path) {
        return PATH.matcher(path).matches();
    }

    @ServerRequestFilter(preMatching = true)
    public void rewrite(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (path.startsWith("/chat/") && are(path)) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            request.setRequestUri(uri.resolve(path.substring("/chat".length()) + query));
        }
    }
}
