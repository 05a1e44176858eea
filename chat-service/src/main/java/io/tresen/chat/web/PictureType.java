package io.tresen.chat.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a picture is, by its first bytes alone: what its host says of it is not believed. Source of the signatures: WHATWG, "MIME
 * Sniffing", section 6.1; AVIF: ISO/IEC 14496-12 ({@code ftyp}).
 */
enum PictureType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp"),
    AVIF("image/avif"),
    SVG("image/svg+xml");

    /** Enough for an SVG's prologue. */
    private static final int LOOKED_AT = 1_024;

    /** Possessive throughout, so that nothing that is no SVG takes long to be known as that. */
    private static final String COMMENTS = "(?:<!--(?:(?!-->).)*+-->\\s*+)*+";

    private static final Pattern SVG_BEGIN = Pattern.compile(
            "\\uFEFF?+\\s*+(?:<\\?xml[^>]*+>\\s*+)?+" + COMMENTS + "(?:<!DOCTYPE svg[^>\\[]*+>\\s*+)?+" + COMMENTS
                    + "<svg[\\s>]",
            Pattern.DOTALL);

    private final String mimeType;

    PictureType(String mimeType) {
        this.mimeType = mimeType;
    }

    String mimeType() {
        return mimeType;
    }

    /** Empty for what is none of them. */
    static Optional<PictureType> of(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (head.startsWith("\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBPVP", 8)) {
            return Optional.of(WEBP);
        }
        if (head.startsWith("ftypavif", 4) || head.startsWith("ftypavis", 4)) {
            return Optional.of(AVIF);
        }
        String text = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.UTF_8);
        return SVG_BEGIN.matcher(text).lookingAt() ? Optional.of(SVG) : Optional.empty();
    }
}
