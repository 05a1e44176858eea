package io.tresen.chat.web;

import java.net.IDN;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pictures as shops write them and browsers take them (WHATWG URL), in the letters of RFC 3986. Pure. */
final class PictureAddress {

    private static final Pattern WITH_AUTHORITY = Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)([^/?]*)(.*)");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Those that IDNA 2003, which Java has, takes for another domain's than browsers do: no picture rather than a stranger's. */
    private static final Pattern DEVIANT = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private PictureAddress() {}

    /** As a browser asks for it, without its fragment; empty where its host is no name. A relative one stays so. */
    static Optional<String> ascii(String url) {
        String whole = url.strip().replaceFirst("(?s)#.*$", "");
        Matcher parts = WITH_AUTHORITY.matcher(whole);
        if (!parts.matches()) {
            return Optional.of(encoded(whole));
        }
        return authority(parts.group(2)).map(it -> parts.group(1) + it + encoded(parts.group(3)));
    }

    /** Where a redirect leads; empty where it is no address. */
    static Optional<String> redirected(String from, String location) {
        try {
            return ascii(from).flatMap(base -> ascii(location)
                    .map(it -> URI.create(base).resolve(it).toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> authority(String authority) {
        if (authority.chars().allMatch(c -> c < 0x80 && c != '%')) {
            return Optional.of(encoded(authority, "")); // brackets are an IPv6 address's
        }
        Matcher port = PORT.matcher(authority);
        String ending = port.find() ? port.group() : "";
        String host = decoded(authority.substring(0, authority.length() - ending.length()));
        if (DEVIANT.matcher(host).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            return Optional.of(ascii.toLowerCase(Locale.ROOT) + ending);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String host) {
        try {
            return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return host; // and no name
        }
    }

    /** Path and query; brackets may stand in the query alone. */
    private static String encoded(String pathAndQuery) {
        String sound = BARE_PERCENT.matcher(pathAndQuery).replaceAll("%25");
        int query = sound.indexOf('?');
        return query < 0
                ? encoded(sound, "[]")
                : encoded(sound.substring(0, query), "[]") + encoded(sound.substring(query), "");
    }

    private static String encoded(String text, String alsoNot) {
        StringBuilder plain = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean kept = c > 0x20 && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0 && alsoNot.indexOf(c) < 0;
            plain.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return plain.toString();
    }
}
