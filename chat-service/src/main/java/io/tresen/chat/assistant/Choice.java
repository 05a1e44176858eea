package io.tresen.chat.assistant;

/**
 * Something the shopper can tap: a button or a row of a list.
 *
 * @param id stable id (INTERFACE 5)
 * @param title what is read on it
 * @param description second line of a row; null for none
 */
public record Choice(String id, String title, String description) {

    /** A choice without a second line. */
    public static Choice of(String id, String title) {
        return new Choice(id, title, null);
    }
}
