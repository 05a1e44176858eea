package io.tresen.engines.badinput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came back; header names in lower case. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), new ArrayList<>());
        return values.isEmpty() ? "" : values.get(0);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
