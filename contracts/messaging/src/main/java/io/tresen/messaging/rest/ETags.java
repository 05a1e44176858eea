package io.tresen.messaging.rest;

/** Entity tags made of a version (DESIGN 8: where two people may edit). */
public final class ETags {

    private ETags() {}

    /** The ETag header of a version: {@code "7"} with its quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
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
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.trim().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.trim().equals(of(version))) {
                return;
            }
        }
        throw Problem.standard(412).header("ETag", of(version)).exception();
    }
}
