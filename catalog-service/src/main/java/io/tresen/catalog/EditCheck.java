package io.tresen.catalog;

/** Asked under the lock of a product whether an edit is of what its editor saw. */
@FunctionalInterface
public interface EditCheck {

    /** Whoever edits does not say what they saw. */
    EditCheck NONE = (before, setsStock) -> {};

    /**
     * Throws to refuse.
     *
     * @param before as it stands; null when there is no such product
     * @param setsStock the edit gives it another stock than it has
     */
    void check(Product before, boolean setsStock);
}
