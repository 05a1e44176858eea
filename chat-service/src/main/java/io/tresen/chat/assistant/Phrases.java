package io.tresen.chat.assistant;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The assistant's words in one language, from {@code phrases/<code>.properties}; {@code {0}} stands for an argument. */
public final class Phrases {

    private static final Map<Language, Phrases> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Phrases(language));
        }
    }

    private final Language language;
    private final Properties texts = new Properties();

    private Phrases(Language language) {
        this.language = language;
        String file = "/phrases/" + language.code() + ".properties";
        try (var reader = new InputStreamReader(Phrases.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a language. */
    public static Phrases of(Language language) {
        return ALL.get(language);
    }

    public Language language() {
        return language;
    }

    /** The phrase with its arguments put in. @throws IllegalArgumentException when there is no such phrase */
    public String text(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no phrase " + key + " in " + language);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean slot = c == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            int index = slot ? text.charAt(i + 1) - '0' : -1;
            if (index >= 0 && index < arguments.length) {
                out.append(arguments[index]);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What a rejection's code means to a shopper. */
    public String reason(String code) {
        return text(has("reason." + code) ? "reason." + code : "reason.other");
    }

    /** True when there is such a phrase. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The keys of all phrases. */
    public Set<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
