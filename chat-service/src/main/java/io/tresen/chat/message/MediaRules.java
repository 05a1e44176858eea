package io.tresen.chat.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files may be sent, and how large they may be (page cloud-api/reference/media#supported-media-types). */
public final class MediaRules {

    private static final long MB = 1L << 20;

    private record Kind(long mostBytes, Set<String> types) {}

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("sticker", new Kind(500 * 1024, Set.of("image/webp")));
        KINDS.put("image", new Kind(5 * MB, Set.of("image/jpeg", "image/png")));
        KINDS.put("audio", new Kind(16 * MB, Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg")));
        KINDS.put("video", new Kind(16 * MB, Set.of("video/mp4", "video/3gpp")));
        KINDS.put(
                "document",
                new Kind(
                        100 * MB,
                        Set.of(
                                "text/plain",
                                "application/pdf",
                                "application/msword",
                                "application/vnd.ms-excel",
                                "application/vnd.ms-powerpoint",
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                "application/vnd.openxmlformats-officedocument.presentationml.presentation")));
    }

    private MediaRules() {}

    /** All types that may be uploaded. */
    public static List<String> types() {
        return KINDS.values().stream()
                .flatMap(it -> it.types().stream())
                .sorted()
                .toList();
    }

    /** The largest file of a type in bytes; 0 for a type that can't be sent. */
    public static long mostBytes(String mimeType) {
        return KINDS.values().stream()
                .filter(it -> it.types().contains(mimeType))
                .mapToLong(Kind::mostBytes)
                .max()
                .orElse(0);
    }

    /** True when a file of the type can be sent as a kind; a document may be of any type. */
    public static boolean fits(String kind, String mimeType) {
        Kind known = KINDS.get(kind);
        return known != null
                && (known.types().contains(mimeType) || kind.equals("document") && mostBytes(mimeType) > 0);
    }
}
