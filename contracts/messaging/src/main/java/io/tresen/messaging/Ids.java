package io.tresen.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes and reads UUIDs (RFC 9562). */
public final class Ids {

    private static final NoArgGenerator V7 = Generators.timeBasedEpochGenerator();
    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** A new time-ordered id. Random: at the edge only, never in a process step. */
    public static UUID v7() {
        return V7.generate();
    }

    /** The id derived from a name, the same each time, so that a redelivery finds the row instead of making another. */
    public static UUID v5(UUID namespace, String name) {
        return Generators.nameBasedGenerator(namespace).generate(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The id in its 36-character form, or null when the text is none (UUID.fromString takes "1-1-1-1-1" for one). */
    public static UUID parse(String text) {
        return text != null && SHAPE.matcher(text).matches() ? UUID.fromString(text) : null;
    }
}
