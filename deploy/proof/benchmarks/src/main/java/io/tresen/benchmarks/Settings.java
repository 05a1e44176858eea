package io.tresen.benchmarks;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a benchmark is run with: {@code NAME [quick] [--option value …]}. Quick settings take seconds and are for trying; their
 * figures say little. {@code --minutes N} (1 to 5; 5 is what the goals say) shortens windows and amounts in proportion. A
 * benchmark asks for each of its options by name, with both defaults, and what it asked for is in its report. An option that is
 * given and is not what the goals say, larger or smaller, is named there and in the README's table.
 */
public final class Settings {

    /** A command line that nobody understands. */
    public static final class Misunderstood extends RuntimeException {

        Misunderstood(String what) {
            super(what);
        }
    }

    /** Of the headline's window, where nothing is shortened. */
    static final int FULL_MINUTES = 5;

    /** Names a place on somebody's machine, which no report tells. */
    private static final String FOLDER = "reports";

    /** Where it runs, where the report goes, and which of equal requests are sent: nothing that a figure depends on. */
    private static final Set<String> ASIDE = Set.of("seed", "ports", FOLDER);

    private final boolean quick;
    private final int minutes;
    private final Map<String, String> given;
    private final Set<String> asked = new LinkedHashSet<>(Set.of("minutes"));
    private final Map<String, Object> used = new LinkedHashMap<>();
    private final Set<String> unlikeGoals = new LinkedHashSet<>();

    private Settings(boolean quick, Map<String, String> given) {
        this.quick = quick;
        this.given = given;
        String text = given.getOrDefault("minutes", Integer.toString(FULL_MINUTES));
        if (!text.matches("[1-5]")) {
            throw new Misunderstood("--minutes is 1 to " + FULL_MINUTES + ", not " + text);
        }
        minutes = Integer.parseInt(text);
        used.put("minutes", minutes);
    }

    /** @param arguments without the benchmark's name */
    static Settings of(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        boolean quick = "quick".equals(rest.peek()) && rest.pop() != null;
        Map<String, String> given = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (!name.startsWith("--") || rest.isEmpty()) {
                throw new Misunderstood("options are --name value, not " + name);
            }
            given.put(name.substring(2), rest.pop());
        }
        return new Settings(quick, given);
    }

    boolean quick() {
        return quick;
    }

    /** A whole number. @param real what it is in a real run, @param trying in a quick one */
    long number(String name, long real, long trying) {
        return number(name, real, real, trying);
    }

    private long number(String name, long real, long shortened, long trying) {
        String text = given.get(name);
        if (text != null && !text.matches("[+-]?\\d{1,18}")) {
            throw new Misunderstood("--" + name + " is a number, not " + text);
        }
        long value = text == null ? quick ? trying : shortened : Long.parseLong(text);
        use(name, value, real);
        return value;
    }

    /** A whole number that {@code --minutes} shortens, yet not below what a quick run has. */
    long scaled(String name, long real, long trying) {
        return number(name, real, Math.max(trying, real * minutes / FULL_MINUTES), trying);
    }

    /** Whether {@code --minutes} makes windows and amounts less than the goals say. */
    boolean shortened() {
        return minutes < FULL_MINUTES;
    }

    /** The options that were given and are not what they are in a real run, {@code --minutes} aside, as they were given. */
    Set<String> unlikeGoals() {
        return unlikeGoals;
    }

    private void use(String name, Object value, Object real) {
        asked.add(name);
        if (!name.equals(FOLDER)) {
            used.put(name, value);
        }
        if (has(name) && !ASIDE.contains(name) && !value.equals(real)) {
            unlikeGoals.add("--" + name + " " + given.get(name));
        }
    }

    /** A word. */
    String word(String name, String otherwise) {
        return word(name, otherwise, otherwise);
    }

    /** A word. @param real what it is in a real run, @param trying in a quick one */
    String word(String name, String real, String trying) {
        String value = given.getOrDefault(name, quick ? trying : real);
        use(name, value, real);
        return value;
    }

    /** Whether it was given. */
    boolean has(String name) {
        return given.containsKey(name);
    }

    /** Everything that was asked for, but for the folder of the reports. */
    Map<String, Object> used() {
        return used;
    }

    /** @throws Misunderstood when something was given that none of them asked for */
    static void refuseUnused(Collection<Settings> all) {
        Set<String> used = new LinkedHashSet<>();
        all.forEach(one -> used.addAll(one.asked));
        for (Settings one : all) {
            for (String name : one.given.keySet()) {
                if (!used.contains(name)) {
                    throw new Misunderstood("there is no option --" + name + " here but " + used);
                }
            }
        }
    }
}
