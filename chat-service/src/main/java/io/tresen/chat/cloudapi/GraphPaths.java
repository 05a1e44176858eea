package io.tresen.chat.cloudapi;

import io.tresen.chat.message.MetaError;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
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
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/chat/") && are(path)) {
            request.setRequestUri(below(request.getUriInfo()));
        }
    }

    private static URI below(UriInfo info) {
        URI uri;
        try {
            uri = info.getRequestUri();
        } catch (RuntimeException e) { // what it throws for a target that RFC 3986 does not allow, such as one with a {
            throw MetaError.UNKNOWN_PATH.because("The path is no URI").exception();
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.resolve(uri.getRawPath().substring("/chat".length()) + query);
    }
}
