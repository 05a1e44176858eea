package io.tresen.messaging;

/**
 * One entry of a problem's {@code errors[]}: where, and the cure. Exactly one of pointer and parameter is set.
 *
 * @param pointer JSON pointer into the body (RFC 6901), e.g. {@code /lines/0/quantity}; "" is the body itself
 * @param parameter name of a query, path or header parameter
 * @param detail what it must be
 */
public record FieldError(String pointer, String parameter, String detail) {

    /** An error in the body. */
    public static FieldError at(String pointer, String detail) {
        return new FieldError(pointer, null, detail);
    }

    /** An error in a query, path or header parameter. */
    public static FieldError in(String parameter, String detail) {
        return new FieldError(null, parameter, detail);
    }
}
