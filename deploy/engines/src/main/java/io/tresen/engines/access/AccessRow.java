package io.tresen.engines.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a service's table.
 *
 * @param path as in the OpenAPI file; a variable may name the thing that stands for it ({@code {id:conversation}})
 * @param query what follows the {@code ?}, or empty
 * @param who letters: p(rogram), o(wner), a(gent), s(hopper), the first of which has it succeed; {@code -} for public,
 *     {@code t} for a page that its ticket opens
 * @param status what the rightful caller is answered
 * @param shows a thing that the rightful caller's answer holds, and no one else's; null for none
 * @param own whether a stranger who names the same makes or finds one of their own
 * @param body empty for none
 */
public record AccessRow(
        String method,
        String path,
        String query,
        String who,
        int status,
        String shows,
        boolean own,
        Map<String, String> headers,
        String body) {

    private static final Pattern THING =
            Pattern.compile("\\{([A-Za-z_]+)(?::([A-Za-z_0-9]+))?}|\\$\\{([A-Za-z_0-9]+)}");

    /** {@code METHOD path[?query] who status[+thing][!own] [@Header=value …] [body]}. */
    static AccessRow of(String line) {
        String[] parts = line.strip().split("\\s+", 5);
        if (parts.length < 4) {
            throw new IllegalArgumentException("A line wants method, path, who and status: " + line);
        }
        String[] target = parts[1].split("\\?", 2);
        String expected = parts[3];
        boolean own = expected.endsWith("!own");
        String[] status = expected.replace("!own", "").split("\\+", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        String rest = parts.length == 5 ? parts[4] : "";
        while (rest.startsWith("@")) {
            String[] header = rest.split("\\s+", 2);
            String[] pair = header[0].substring(1).split("=", 2);
            headers.put(pair[0], pair[1]);
            rest = header.length == 2 ? header[1] : "";
        }
        return new AccessRow(
                parts[0],
                target[0],
                target.length == 2 ? target[1] : "",
                parts[2],
                Integer.parseInt(status[0]),
                status.length == 2 ? status[1] : null,
                own,
                headers,
                rest);
    }

    public static List<AccessRow> all(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(AccessRow::of)
                .toList();
    }

    public boolean open() {
        return who.equals("-");
    }

    public boolean ticket() {
        return who.equals("t");
    }

    public boolean admits(char letter) {
        return who.indexOf(letter) >= 0;
    }

    /** Whether an id stands in it which somebody else might name. */
    boolean namesThings() {
        return THING.matcher(path + query + body).find();
    }

    /** Method and path without the variables' names: what two descriptions of one endpoint have in common. */
    public String endpoint() {
        return endpoint(method, path);
    }

    static String endpoint(String method, String path) {
        StringBuilder shape = new StringBuilder();
        int depth = 0;
        for (char c : path.toCharArray()) {
            depth -= c == '}' ? 1 : 0;
            if (depth == 0) {
                shape.append(c);
            }
            depth += c == '{' ? 1 : 0;
        }
        return method + " " + shape.toString().replaceAll("/+$", "");
    }

    /** With the things that are named put in. */
    public static String filled(String template, Map<String, String> things) {
        Matcher matcher = THING.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(3) != null
                    ? matcher.group(3)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
            String value = things.get(name);
            if (value == null) {
                throw new IllegalArgumentException("Nothing was made that is called " + name + ": " + template);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
