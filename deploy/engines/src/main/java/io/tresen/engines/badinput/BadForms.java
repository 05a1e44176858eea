package io.tresen.engines.badinput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils a form, whose fields are the table's and those of the file. */
final class BadForms {

    private final Random random;

    BadForms(Random random) {
        this.random = random;
    }

    void spoil(Draft draft) {
        List<String> pairs = new ArrayList<>(
                List.of(draft.raw == null ? new String[0] : new String(draft.raw, StandardCharsets.UTF_8).split("&")));
        draft.aim.body().path("properties").fieldNames().forEachRemaining(name -> {
            if (pairs.stream().noneMatch(it -> it.startsWith(name + "="))) {
                pairs.add(name + "=" + Hostile.encoded(Hostile.one(random, Hostile.TEXTS)));
            }
        });
        if (pairs.isEmpty()) {
            pairs.add("x=1");
        }
        int at = random.nextInt(pairs.size());
        String pair = pairs.get(at);
        String name = pair.replaceFirst("=.*", "");
        String changed =
                switch (random.nextInt(8)) {
                    case 0 -> pair + "&" + pair;
                    case 1 -> "";
                    case 2 -> name;
                    case 3 ->
                        name + "="
                                + Hostile.one(
                                        random,
                                        "%",
                                        "%zz",
                                        "%00",
                                        "%C0%AF",
                                        "%FF",
                                        "%ED%A0%80",
                                        "=",
                                        "&&",
                                        ";",
                                        "\u00e4");
                    case 4 -> pair + "&" + "x=1&".repeat(new int[] {10, 300, 3_000}[random.nextInt(3)]);
                    case 5 -> name + "=" + "x".repeat(new int[] {3_000, 100_000}[random.nextInt(2)]);
                    default -> name + "=" + Hostile.encoded(Hostile.one(random, Hostile.TEXTS));
                };
        pairs.set(at, changed);
        draft.raw = String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
        draft.changes.add(name + ": " + (changed.length() > 60 ? changed.substring(0, 60) + "…" : changed));
    }
}
