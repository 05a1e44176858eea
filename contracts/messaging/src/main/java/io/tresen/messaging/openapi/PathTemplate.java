package io.tresen.messaging.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as OpenAPI writes them: the names of their variables, without what these must look like. */
final class PathTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private PathTemplate() {}

    /** A resource's path and its method's, with or without slashes around them. */
    static String of(String resource, String method) {
        String joined = "/" + plain(resource) + "/" + plain(method);
        String single = joined.replaceAll("/{2,}", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    /** {@code {version: v[0-9]{2}}} becomes {@code {version}}. */
    private static String plain(String path) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        boolean pattern = false;
        for (char c : path.toCharArray()) {
            depth += c == '{' ? 1 : 0;
            pattern = depth > 0 && (pattern || c == ':');
            boolean outer = depth == 0 || c == '{' && depth == 1 || c == '}' && depth == 1;
            depth -= c == '}' ? 1 : 0;
            if (outer || !pattern && !Character.isWhitespace(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Names of its variables, in their order. */
    static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
