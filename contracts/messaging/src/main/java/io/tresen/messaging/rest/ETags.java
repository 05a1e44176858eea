package io.tresen.messaging.rest;

/** Entity tags made of a version (DESIGN 8: where two people may edit). */
public final class ETags {

    private ETags() {}

    /** The ETag header of a version: {@code "7"} with its quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The ETag header of a version and of a number that moves without it: {@code "7-12"}. Null where there is none; then the
     * version says it all, as long as it goes on when there begins or ceases to be one.
     */
    public static String of(long version, Long beside) {
        return beside == null ? of(version) : "\"" + version + "-" + beside + "\"";
    }

    /** Refuses an edit without If-Match (428) or of another version than the current (412). */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.standard(428).exception();
        }
        honour(ifMatch, version);
    }

    /** Refuses an edit of another version than the current (412) where the caller says which one it edits. */
    public static void honour(String ifMatch, long version) {
        honour(ifMatch, version, null, true);
    }

    /**
     * As its namesake, of tags that may hold a number beside the version. A tag of the version alone asks for no more than that.
     *
     * @param besideCounts false where the edit leaves that number alone: then it may be another by now
     */
    public static void honour(String ifMatch, long version, Long beside, boolean besideCounts) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.trim().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (agrees(tag.trim(), version, beside, besideCounts)) {
                return;
            }
        }
        throw Problem.standard(412).header("ETag", of(version, beside)).exception();
    }

    private static boolean agrees(String tag, long version, Long beside, boolean besideCounts) {
        if (tag.equals(of(version)) || tag.equals(of(version, beside))) {
            return true;
        }
        return !besideCounts && tag.matches("\"" + version + "-[0-9]+\"");
    }
}
