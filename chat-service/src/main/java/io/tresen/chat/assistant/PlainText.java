package io.tresen.chat.assistant;

/** What fits on one line of a label: order-service and the catalog take nothing else for their short texts. */
final class PlainText {

    private PlainText() {}

    /** The length in Unicode code points, in which all bounds are given. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** True when there are no control characters and no lone surrogates in it. */
    static boolean is(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
