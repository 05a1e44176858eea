package io.tresen.order.rest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Prefer header (RFC 7240), of which only {@code wait} means something here. */
final class Preference {

    private static final int LONGEST_WAIT_S = 10;
    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])");

    private Preference() {}

    /** Seconds to wait, 1 to 10 (more is 10); 0 where the headers (null = none) don't ask for it. */
    static int waitS(List<String> headers) {
        if (headers == null) {
            return 0;
        }
        Matcher matcher = WAIT.matcher(String.join(",", headers));
        return matcher.find() ? Math.min(LONGEST_WAIT_S, Integer.parseInt(matcher.group(1))) : 0;
    }
}
