package io.tresen.catalog;

/** A file that can't be read at all: the import fails. */
public final class UnreadableFile extends RuntimeException {

    private final String code;

    UnreadableFile(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Stable word, such as {@code not-utf-8}. */
    public String code() {
        return code;
    }
}
