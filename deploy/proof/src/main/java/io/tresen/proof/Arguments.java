package io.tresen.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an experiment is told on its command line: words by their place, and {@code --name value} anywhere. */
record Arguments(List<String> words, Map<String, String> options) {

    /** @throws IllegalArgumentException for an option that is not known or has no value */
    static Arguments of(String[] arguments, String... known) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (Set.of(known).contains(word.substring(2)) && rest.hasNext()) {
                options.put(word.substring(2), rest.next());
            } else {
                throw new IllegalArgumentException(word + " is not understood; deploy/proof/run --help");
            }
        }
        return new Arguments(words, options);
    }

    /** The whole number at that place, from 0. */
    int number(int place, int otherwise) {
        return words.size() > place ? Integer.parseInt(words.get(place)) : otherwise;
    }

    /** The seed at that place; by the clock where there is none. */
    long seed(int place) {
        return words.size() > place ? Long.parseLong(words.get(place)) : System.nanoTime();
    }

    /** The whole number of an option. */
    int option(String name, int otherwise) {
        return options.containsKey(name) ? Integer.parseInt(options.get(name)) : otherwise;
    }
}
