package io.tresen.local.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers that belong to one connection (RFC 9110, 7.6.1) and stay behind, and those that tell of the client. */
final class HopHeaders {

    private static final Set<String> HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private HopHeaders() {}

    static void copy(MultiMap from, MultiMap to) {
        Set<String> named = new HashSet<>();
        for (String value : from.getAll("Connection")) {
            for (String name : value.split(",")) {
                named.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP.contains(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Whatever the client claimed about itself is replaced. The Host header is the client's own and goes on. */
    static Map<String, String> forwarded(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.put("X-Forwarded-Proto", "http");
        if (request.getHeader("Host") != null) {
            headers.put("X-Forwarded-Host", request.getHeader("Host"));
        }
        return headers;
    }
}
