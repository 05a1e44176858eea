package io.tresen.chat.message;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses in messages. */
final class Links {

    private Links() {}

    /** True for an absolute http or https address with a host. */
    static boolean isWeb(String link) {
        try {
            URI uri = new URI(link);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web
                    && uri.getRawAuthority() != null
                    && !uri.getRawAuthority().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
