package io.tresen.local.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which service a request target belongs to (INTERFACE.md 1 and 4). Pure; never changes the target. */
final class Routes {

    private static final Map<String, String> SERVICE_BY_PREFIX = Map.of(
            "catalog", "catalog",
            "chat", "chat",
            "orders", "order",
            "payments", "payment",
            "notifications", "notification");

    /** Meta's own paths at the root of the origin: many clients let only the host be changed. */
    private static final Pattern CLOUD_API = Pattern.compile("v\\d+\\.\\d+");

    private static final Pattern DOT = Pattern.compile("(\\.|%2[eE]){1,2}(;.*)?");

    private Routes() {}

    /**
     * The service for that raw target, such as {@code /orders/v1/orders?limit=5}; empty when there is none.
     *
     * <p>A path with a {@code .} or {@code ..} segment belongs to nobody: a service would resolve it and so serve what the
     * gateway keeps inside, its {@code /q} pages for one. No id of ours can be such a segment.
     */
    static Optional<String> serviceOf(String target) {
        String path = path(target);
        String[] segments = path.split("/", -1);
        if (!path.startsWith("/") || segments.length < 2) {
            return Optional.empty();
        }
        for (String segment : segments) {
            if (DOT.matcher(segment).matches()) {
                return Optional.empty();
            }
        }
        if (CLOUD_API.matcher(segments[1]).matches() && segments.length > 2) {
            return Optional.of("chat");
        }
        return Optional.ofNullable(SERVICE_BY_PREFIX.get(segments[1]));
    }

    /** True for Meta's own paths, at the root or below {@code /chat}: their errors have Meta's shape. */
    static boolean isCloudApi(String target) {
        String[] segments = path(target).split("/", -1);
        int version = segments.length > 1 && segments[1].equals("chat") ? 2 : 1;
        return segments.length > version && CLOUD_API.matcher(segments[version]).matches();
    }

    /** The target without its query. */
    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
