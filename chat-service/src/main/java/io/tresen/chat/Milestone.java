package io.tresen.chat;

import java.util.Locale;

/** How far a business came. Each is reached once. */
public enum Milestone {
    /** Every step of the checklist is done. */
    SET_UP,
    /** A message of the shop reached a shopper. */
    FIRST_MESSAGE_DELIVERED,
    /** An order was confirmed, of a shopper who is not the merchant's own. */
    FIRST_SALE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
