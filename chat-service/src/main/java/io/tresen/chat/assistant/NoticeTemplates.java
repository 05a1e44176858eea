package io.tresen.chat.assistant;

import io.tresen.chat.message.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The built-in templates of our own notices, {@code tresen_<kind>}: every business has them in both languages. */
public final class NoticeTemplates {

    private static final String KEY = "notice.";
    private static final Pattern ARGUMENT = Pattern.compile("\\{([0-9])}");
    private static final Set<String> MARKETING = Set.of("notice.back_in_stock");

    private NoticeTemplates() {}

    /** All of them. */
    public static List<Template> all() {
        List<Template> all = new ArrayList<>();
        for (Language language : Language.values()) {
            Phrases words = Phrases.of(language);
            for (String key : words.keys()) {
                if (key.startsWith(KEY)) {
                    all.add(template(key, language, words));
                }
            }
        }
        return all;
    }

    /** The name of a notice's template; {@code phrase}: its key behind {@code notice.}. */
    static String name(String phrase) {
        return "tresen_" + phrase.replace('.', '_');
    }

    private static Template template(String key, Language language, Phrases words) {
        String name = name(key.substring(KEY.length()));
        String body = ARGUMENT.matcher(words.text(key))
                .replaceAll(place -> "{{" + (Integer.parseInt(place.group(1)) + 1) + "}}");
        return Template.ofBody(
                name + '_' + language.code(),
                name,
                language.code(),
                MARKETING.contains(key) ? Template.Category.MARKETING : Template.Category.UTILITY,
                body);
    }
}
