package io.tresen.messaging.rest;

import io.vertx.core.http.HttpServerRequest;

/** Where a request comes from, as far as one sender can be told from another. */
public final class Network {

    private static final int HEXTETS = 4;

    private Network() {}

    /** The client's, as a trusted proxy says it ({@code tresen.trusted-proxies}), else the connection's. */
    public static String of(HttpServerRequest request) {
        return of(request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress());
    }

    /** The address, of IPv6 its /64: whoever has one address there has all of them. */
    public static String of(String address) {
        if (address == null || !address.contains(":") || address.contains(".")) {
            return String.valueOf(address);
        }
        String[] halves = address.split("%")[0].split("::", -1);
        String[] left = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        StringBuilder network = new StringBuilder();
        int missing =
                halves.length == 1 ? 0 : 8 - left.length - (halves[1].isEmpty() ? 0 : halves[1].split(":").length);
        for (int i = 0; i < HEXTETS; i++) {
            String part = i < left.length
                    ? left[i]
                    : i < left.length + missing || halves.length == 1
                            ? "0"
                            : halves[1].split(":")[i - left.length - missing];
            network.append(Integer.toHexString(Integer.parseInt(part, 16))).append(':');
        }
        return network.toString();
    }
}
