package io.tresen.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Origins that may embed a shop's chat, written as a browser does (RFC 6454, 6.2): scheme, host in lower case and ASCII, a
 * port only where it is not the scheme's. Nothing else fits, since they become a part of a policy header.
 */
public final class WebOrigin {

    /** So many origins a business may name. */
    public static final int MOST = 20;

    /** What must be said of one that does not fit. */
    public static final String CURE = "must be an https origin such as https://www.example.org, without a path";

    private static final Pattern SHAPE =
            Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)"
                    + "(?::([1-9][0-9]{0,4}))?");
    private static final int LONGEST = 253;
    private static final int HIGHEST_PORT = 65_535;

    private WebOrigin() {}

    /** True for one that may be named; {@code local}: this machine's own too, without TLS. */
    public static boolean fits(String origin, boolean local) {
        Matcher parts = SHAPE.matcher(origin);
        if (origin.length() > LONGEST || !parts.matches()) {
            return false;
        }
        boolean https = parts.group(1).equals("https");
        String host = parts.group(2);
        int port = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        boolean here = host.equals("localhost") || host.equals("127.0.0.1");
        return port <= HIGHEST_PORT && port != (https ? 443 : 80) && (https || local && here);
    }
}
