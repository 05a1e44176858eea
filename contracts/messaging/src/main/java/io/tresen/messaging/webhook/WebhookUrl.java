package io.tresen.messaging.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a webhook may go, as far as its text tells; what the name resolves to is checked at each connection.
 *
 * @param host without the brackets of an IPv6 address
 * @param target path and query as sent
 */
public record WebhookUrl(boolean secure, String host, int port, String target) {

    private static final int LONGEST = 2_000;

    /** What a URL must be; {@code local}: on the local platform. */
    public static String cure(boolean local) {
        return "must be an absolute " + (local ? "http or https" : "https") + " URL of at most " + LONGEST
                + " ASCII characters, with a host, without user and fragment";
    }

    /** Reads one; empty for what {@link #cure} does not allow. Plain http is for the local platform. */
    public static Optional<WebhookUrl> read(String text, boolean local) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && local;
        if (!secure && !plain
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            return Optional.empty();
        }
        String host = uri.getHost();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return Optional.of(new WebhookUrl(
                secure,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() != -1 ? uri.getPort() : secure ? 443 : 80,
                uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery()));
    }

    /** With more in its query; {@code parameters}: encoded. */
    public WebhookUrl with(String parameters) {
        return new WebhookUrl(secure, host, port, target + (target.contains("?") ? '&' : '?') + parameters);
    }
}
