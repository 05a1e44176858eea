package io.tresen.chat.web;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Phrases;
import io.vertx.core.json.JsonObject;

/** The texts of the built-in templates by name, for pages: a template message holds the arguments alone. */
final class NoticeTexts {

    private static final String KEY = "notice.";

    private NoticeTexts() {}

    /** As JSON, with the places {@code {0}} … to be filled in. */
    static String of(Language language) {
        Phrases words = Phrases.of(language);
        JsonObject texts = new JsonObject();
        for (String key : words.keys()) {
            if (key.startsWith(KEY)) {
                texts.put("tresen_" + key.substring(KEY.length()).replace('.', '_'), words.text(key));
            }
        }
        return texts.encode();
    }
}
