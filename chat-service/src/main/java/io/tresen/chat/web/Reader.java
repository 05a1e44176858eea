package io.tresen.chat.web;

import io.tresen.chat.assistant.Language;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** What a request says about who reads the page. */
final class Reader {

    private Reader() {}

    /** True where a browser asks, false where a program would rather have JSON. */
    static boolean wantsPage(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
                return true;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
        }
        return true;
    }

    /** The first language of the reader's that we speak, else the fallback. */
    static Language language(HttpHeaders headers, Language fallback) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            Language spoken = Language.of(locale.toLanguageTag(), null);
            if (spoken != null) {
                return spoken;
            }
        }
        return fallback;
    }
}
