package io.tresen.chat.assistant;

/**
 * Marks what was pushed rather than asked for (INTERFACE 3).
 *
 * @param kind one of INTERFACE 3's words
 * @param orderNo the order it is about, or null
 * @param retailerId the product it is about, or null
 */
public record NoticeMark(String kind, String orderNo, String retailerId) {

    /** A mark that is about no order and no product. */
    public static NoticeMark of(String kind) {
        return new NoticeMark(kind, null, null);
    }
}
