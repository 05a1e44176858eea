package io.tresen.engines.badinput;

import io.tresen.engines.access.AccessRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as it is sent.
 *
 * @param target path and query, in ISO 8859-1
 * @param body null for none
 * @param changes what was done to a sound one
 * @param mustBeRefusedAt the one thing in it that the file does not allow, a field by its pointer or a parameter by its name; null
 *     where there is none or more was changed
 * @param elsewhere whether method or path are others than the row's
 */
record BadRequest(
        AccessRow row,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        boolean chunked,
        List<String> changes,
        String mustBeRefusedAt,
        boolean elsewhere) {

    private static final int LONGEST_LINE = 6_000;

    /** The last value of a header, or an empty text. */
    String header(String name) {
        String found = "";
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                found = header.getValue();
            }
        }
        return found;
    }

    /** A shell's line that sends it again. */
    String curl(String origin) {
        StringBuilder line = new StringBuilder("curl -i --path-as-is -X ").append(quoted(method));
        headers.forEach(it -> line.append(" -H ")
                .append(quoted(it.getValue().isEmpty() ? it.getKey() + ";" : it.getKey() + ": " + it.getValue())));
        if (chunked) {
            line.append(" -H 'Transfer-Encoding: chunked'");
        }
        line.append(' ').append(quoted(origin + target));
        if (body == null) {
            return shortened(line.toString());
        }
        String text = new String(body, StandardCharsets.UTF_8);
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return shortened(
                printable
                        ? line + " --data-raw " + quoted(text)
                        : "echo " + Base64.getEncoder().encodeToString(body) + " | base64 -d | " + line
                                + " --data-binary @-");
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE)
                        + String.format(Locale.ROOT, "… (%,d characters; repeat it by its seed)", line.length());
    }

    private static String quoted(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? "'" + text.replace("'", "'\\''") + "'"
                : text.chars()
                        .mapToObj(c -> c >= ' ' && c < 0x7f && c != '\'' && c != '\\'
                                ? String.valueOf((char) c)
                                : String.format(Locale.ROOT, c < 256 ? "\\x%02x" : "\\u%04x", c))
                        .collect(Collectors.joining("", "$'", "'"));
    }
}
