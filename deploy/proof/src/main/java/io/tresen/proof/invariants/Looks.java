package io.tresen.proof.invariants;

import java.util.List;
import java.util.Map;

/**
 * What the checker found.
 *
 * @param found violations by invariant; one that holds has an empty list
 * @param subjects what each of them was asked of
 */
public record Looks(Map<String, List<String>> found, Map<String, Subjects> subjects) {}
