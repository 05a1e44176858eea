package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said in one language is said in the other, with the same places to fill in; nothing else compares them. */
class BothLanguagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern WORD = Pattern.compile("^ {2}'?([a-zA-Z0-9._-]+)'?: ?(.*)$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

    @ParameterizedTest
    @ValueSource(strings = {"chat", "console"})
    void thePagesSpeakBoth(String page) throws IOException {
        Path words = RESOURCES.resolve("web/" + page + "/text");
        Set<String> english = words(words.resolve("words-en.ts"));
        assertFalse(english.isEmpty());
        assertEquals(english, words(words.resolve("words-de.ts")));
    }

    @Test
    void theAssistantSpeaksBoth() throws IOException {
        Set<String> english = phrases("en");
        assertFalse(english.isEmpty());
        assertEquals(english, phrases("de"));
    }

    /** Each word with its places, {@code pay.link {0}}. */
    private static Set<String> words(Path file) throws IOException {
        return WORD.matcher(Files.readString(file))
                .results()
                .map(it -> it.group(1) + ' ' + places(it.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> phrases(String language) throws IOException {
        Properties phrases = new Properties();
        try (var in = Files.newBufferedReader(RESOURCES.resolve("phrases/" + language + ".properties"))) {
            phrases.load(in);
        }
        return phrases.stringPropertyNames().stream()
                .map(it -> it + ' ' + places(phrases.getProperty(it)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
