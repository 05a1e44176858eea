package io.tresen.proof.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a profile, or one experiment, found. It is written as JSON, and the Markdown beside it is made from that JSON alone.
 *
 * @param name a profile's, or the experiment's
 * @param complete whether every experiment that was to run has run
 * @param outcomes one for each, in the order of running
 * @param machine what it ran on, @param versions of what
 */
public record Report(
        String name,
        Instant begun,
        boolean complete,
        List<Outcome> outcomes,
        Map<String, Object> machine,
        Map<String, Object> versions) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").withZone(ZoneOffset.UTC);

    /** Whether all ran and all that had to hold did. */
    public boolean passed() {
        return complete && outcomes.stream().allMatch(Outcome::passed);
    }

    /** @param ended when the last check was done */
    JsonNode json(Instant ended) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("report", name);
        all.put("begun", begun.toString());
        all.put("seconds", Duration.between(begun, ended).toSeconds());
        all.put("complete", complete);
        all.put("passed", passed());
        all.put("experiments", outcomes.stream().map(Outcome::told).toList());
        all.put("machine", machine);
        all.put("versions", versions);
        return JSON.valueToTree(all);
    }

    /** Writes both files into the folder, over those of the same begin. @return the Markdown one */
    public Path write(Path folder) {
        JsonNode json = json(Instant.now());
        try {
            Files.createDirectories(folder);
            String file = DAY.format(begun) + "-" + name;
            Files.writeString(folder.resolve(file + ".json"), JSON.writeValueAsString(json) + "\n");
            return Files.writeString(folder.resolve(file + ".md"), ReportText.of(json));
        } catch (IOException e) {
            throw new UncheckedIOException("The report can't be written to " + folder, e);
        }
    }

    /** A report that was written. */
    public static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no report", e);
        }
    }
}
