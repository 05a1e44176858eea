package io.tresen.proof.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an experiment finds while it runs, from as many threads as it has. What is violated is printed at once. A row claims that
 * something was done, and rightly: one that was never attempted is violated. What is only counted is a note.
 */
public final class Findings {

    /** Of each row; one broken rule may break a thousand orders. */
    private static final int MOST_WORDS = 20;

    private static final String NEVER = "nothing of it was attempted";

    private final String experiment;
    private final long seed;
    private final Instant begun = Instant.now();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Grid> tables = new ArrayList<>();
    private final Set<String> claims = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String part = "";

    public Findings(String experiment, long seed) {
        this.experiment = experiment;
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /**
     * What the figures depend on: a number or a word.
     *
     * @throws IllegalStateException when it has another value already: of two parts {@link #within each} has its own
     */
    public synchronized void setting(String name, Object value) {
        Object before = settings.putIfAbsent(part + name, value);
        if (before != null && !before.equals(value)) {
            throw new IllegalStateException(part + name + " is " + before + " and can't be " + value);
        }
    }

    /** A part of the experiment: what is set meanwhile is told with its name. */
    public void within(String name, Runnable act) {
        part(name + ": ");
        try {
            act.run();
        } finally {
            part("");
        }
    }

    private synchronized void part(String name) {
        part = name;
    }

    /** What was measured: neither right nor wrong. */
    public synchronized void tables(List<Grid> more) {
        tables.addAll(more);
    }

    /** It is going to be done: a row even if nothing comes of it, which is violated then. */
    public synchronized void claimed(String... whats) {
        for (String what : whats) {
            claims.add(what);
            add(what, 0, 0);
        }
    }

    /** What was told of it as done was done to nothing, and does not count; what went wrong stays. No row where nobody claims it. */
    public synchronized void ofNothing(String what) {
        rows.computeIfPresent(what, (row, before) -> {
            if (before.violated() > 0) {
                return before;
            }
            return claims.contains(what) ? new Row(what, 0, 0) : null;
        });
    }

    /** So many more of something that may happen or not: a note in the end, and no row. */
    public synchronized void counted(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** So many more of it were done; without a later word, rightly. */
    public synchronized void attempted(String what, long more) {
        add(what, more, 0);
    }

    /** Once more it was done. @param words what a person needs to know where it did not go well */
    public synchronized void attempted(String what, boolean well, String words) {
        attempted(what, 1);
        if (!well) {
            violated(what, words);
        }
    }

    /** The same. @param wrong why it did not go well; empty where it did */
    public void attempted(String what, List<String> wrong) {
        attempted(what, wrong.isEmpty(), String.join("; ", wrong));
    }

    /** One of what was attempted went wrong. */
    public synchronized void violated(String what, String words) {
        add(what, 0, 1);
        tell(what, words);
    }

    /** The same for each line. */
    public void violated(String what, List<String> lines) {
        lines.forEach(words -> violated(what, words));
    }

    /** A check of invariants; each is a row, and violated at most once by it, whatever the number of lines. */
    public void checked(Map<String, List<String>> found) {
        checked("", found);
    }

    /** The same, of several that are told apart. @param when stands before what is violated, such as {@code "decline: "} */
    public synchronized void checked(String when, Map<String, List<String>> found) {
        found.forEach((invariant, lines) -> {
            add(invariant, 1, lines.isEmpty() ? 0 : 1);
            lines.forEach(words -> tell(invariant, when + words));
        });
    }

    /** Something that is neither right nor wrong. */
    public synchronized void note(String line) {
        notes.add(line);
    }

    /** What was found until now; what was claimed and not attempted by then is violated. */
    public synchronized Outcome outcome() {
        List<String> allViolations = new ArrayList<>(violations);
        rows.values().stream().filter(Row::isEmpty).forEach(row -> allViolations.add(row.what() + ": " + NEVER));
        List<String> allNotes = new ArrayList<>(notes);
        counts.forEach((what, count) -> allNotes.add(String.format(Locale.ROOT, "%s: %,d", what, count)));
        return new Outcome(
                experiment,
                begun,
                Duration.between(begun, Instant.now()).toSeconds(),
                seed,
                new LinkedHashMap<>(settings),
                List.copyOf(rows.values()),
                List.copyOf(tables),
                List.copyOf(allViolations),
                List.copyOf(allNotes));
    }

    private void add(String what, long attempted, long violated) {
        Row before = rows.getOrDefault(what, new Row(what, 0, 0));
        rows.put(what, new Row(what, before.attempted() + attempted, before.violated() + violated));
    }

    private void tell(String what, String words) {
        String line = what + ": " + words;
        long told = violations.stream()
                .filter(known -> known.startsWith(what + ": "))
                .count();
        if (told < MOST_WORDS) {
            violations.add(line);
            System.out.println("  violated: " + line);
        }
    }
}
