package io.tresen.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;

/**
 * Released versions of the schemas: {@code released/<version>/<owner>/<Record>.avsc}, each whole in itself. A release
 * freezes them once; a version that was published is never changed.
 */
final class Released {

    static final Path FOLDER = Path.of("released");

    /** A schema as it was released. */
    record File(String version, Path path) {

        Schema schema() {
            try {
                return new Schema.Parser().parse(path.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return FOLDER.relativize(path).toString();
        }
    }

    private Released() {}

    /** All released schemas of all versions. */
    static List<File> files() {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .map(path -> new File(FOLDER.relativize(path).getName(0).toString(), path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Full names of all event records of today. */
    static List<String> recordNames() {
        return Topics.all().stream()
                .flatMap(topic -> topic.recordNames().stream())
                .toList();
    }

    /** Today's schema of a record. */
    static Schema today(String recordName) {
        try {
            return SpecificData.get().getSchema(Class.forName(recordName));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(recordName + " was released and is no longer there", e);
        }
    }

    /** Why two versions can't read each other, both ways ({@code FULL}); empty when they can. */
    static List<String> conflicts(Schema one, Schema other) {
        List<String> conflicts = new ArrayList<>();
        addConflicts(one, other, conflicts);
        addConflicts(other, one, conflicts);
        return conflicts;
    }

    private static void addConflicts(Schema reader, Schema writer, List<String> conflicts) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
            result.getIncompatibilities()
                    .forEach(it -> conflicts.add(it.getType() + " " + it.getMessage() + " at " + it.getLocation()));
        }
    }

    /** Freezes today's schemas as a version: {@code java … io.tresen.contracts.Released 1.1.0}, from this module. */
    public static void main(String[] arguments) throws IOException {
        Path version = FOLDER.resolve(arguments[0]);
        if (Files.exists(version)) {
            throw new IllegalArgumentException(version + " is there already; what was released is never changed");
        }
        for (Topic topic : Topics.all()) {
            for (String name : topic.recordNames()) {
                Schema schema = today(name);
                Path file = version.resolve(topic.owner()).resolve(schema.getName() + ".avsc");
                Files.createDirectories(file.getParent());
                Files.writeString(file, schema.toString(true) + "\n");
            }
        }
    }
}
