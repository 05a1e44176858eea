package io.tresen.engines;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} pairs of a main class; anything else ends the program with status 2 and the list of names. */
record Arguments(Map<String, String> values) {

    static Arguments of(String[] args, String... names) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            values.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        if (args.length % 2 != 0 || !values.keySet().equals(java.util.Set.of(names))) {
            refuse("wanted: --" + String.join(" … --", names) + " …, got: " + List.of(args));
        }
        return new Arguments(values);
    }

    /** A port, 1 to 65535. */
    int port(String name) {
        String value = values.get(name);
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65535) {
            refuse("--" + name + " is no port: " + value);
        }
        return Integer.parseInt(value);
    }

    Path path(String name) {
        return Path.of(values.get(name));
    }

    private static void refuse(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
