package io.tresen.chat.assistant;

/**
 * Bounds of Meta's messages, in code points. Source: {@code meta-business-messaging-api_v23.0.yaml}, schemas
 * InteractiveObject, SectionObject and TextMessage, and INTERFACE 4 where it is narrower.
 */
public enum Limits {
    TEXT_BODY(4096),
    INTERACTIVE_BODY(1024),
    FOOTER(60),
    BUTTONS(3),
    BUTTON_ID(256),
    BUTTON_TITLE(20),
    LIST_BUTTON(20),
    ROWS(10),
    ROW_ID(200),
    ROW_TITLE(24),
    ROW_DESCRIPTION(72),
    SECTION_TITLE(24);

    private static final String ELLIPSIS = "…";

    private final int most;

    Limits(int most) {
        this.most = most;
    }

    /** The largest allowed number. */
    public int most() {
        return most;
    }

    /** The text, cut with an ellipsis where it is too long; a surrogate pair is never split. */
    public String cut(String text) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + ELLIPSIS;
    }

    /** True when the text is not too long. */
    public boolean allows(String text) {
        return text.codePointCount(0, text.length()) <= most;
    }
}
