package io.tresen.chat.assistant;

/** The shop's own id of a product (INTERFACE 1), by the catalog's rule: blank ones are allowed. */
public final class RetailerId {

    /** What makes a bad one good. */
    public static final String CURE =
            "must have 1 to 100 characters, no control characters, and not be \".\" or \"..\"";

    private static final int LONGEST = 100;

    private RetailerId() {}

    /** True when a product may have this id. */
    public static boolean isValid(String id) {
        return !id.isEmpty()
                && PlainText.length(id) <= LONGEST
                && PlainText.is(id)
                && !id.equals(".")
                && !id.equals("..");
    }
}
