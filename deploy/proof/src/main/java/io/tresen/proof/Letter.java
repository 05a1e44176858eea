package io.tresen.proof;

import io.tresen.local.Platform;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An open dead letter as an operator sees it.
 *
 * @param place topic, partition and offset of the record, as {@code topic-0@12}
 */
record Letter(String id, String consumer, String place, String reason) {

    private static final Pattern LINE = Pattern.compile("(\\S+)  (\\S+)  (\\S+)  .*?  ([a-z-]+): .*", Pattern.DOTALL);

    /** What {@code deploy/local/dead-letters SERVICE list} shows. */
    static List<Letter> open(Platform platform, String service) {
        return platform.openLetters(service).stream().map(Letter::of).toList();
    }

    private static Letter of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no letter: " + line);
        }
        return new Letter(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }
}
