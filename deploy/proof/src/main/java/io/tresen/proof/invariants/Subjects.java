package io.tresen.proof.invariants;

import java.util.Locale;

/**
 * What an invariant was asked of: one of which there was nothing has held without a chance not to.
 *
 * @param words of what there were so many
 */
public record Subjects(long count, String words) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d %s", count, words);
    }
}
