package io.tresen.catalog;

/** What is wrong with one row; the others are imported. */
final class RowFault extends RuntimeException {

    private final String code;

    RowFault(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
