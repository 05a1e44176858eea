package io.tresen.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The style of the schema files (DESIGN 4): what a reader in another language sees first. */
class SchemaFilesTest {

    private static final Path FOLDER = Path.of("src/main/avro");
    private static final Path REPOSITORY = Path.of("../..");
    private static final Set<String> NOT_OURS = Set.of(".git", ".tresen", "target", "node_modules");

    /** Numbers that count or order and so have no unit. */
    private static final Set<String> UNITLESS = Set.of(
            "version",
            "product_version",
            "rules_version",
            "availability_version",
            "quantity",
            "requested",
            "available",
            "attempt",
            "checkout_number",
            "position");

    private static final List<String> UNITS = List.of("_minor", "_ppm", "_s", "_ms", "_bytes");

    /** Ids that others gave: shops, and the format of message ids. */
    private static final Set<String> FOREIGN_IDS = Set.of("retailer_id", "retailer_ids", "item_group_id", "message_id");

    private static final List<String> TIMES = List.of("_at", "_by", "_from", "_to");

    /** Records with an amount of which neither they nor what they lie in always says the currency: it is the shop's. */
    private static final Set<String> IN_THE_SHOPS_CURRENCY = Set.of(
            "DiscountChanged", // a rate with a subtotal from which on it holds
            "PricedLine"); // of a declined checkout that has no total

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_files_to_check() throws IOException {
        assertTrue(files().size() > 50);
    }

    /** A copy beside a service would go its own way. Files of releases lie here too. */
    @Test
    void no_schema_lies_anywhere_else() throws IOException {
        Path here = REPOSITORY.resolve("contracts/schemas");
        List<Path> schemas = new ArrayList<>();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".avsc")) {
                    schemas.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });

        assertTrue(schemas.size() > files().size(), "the walk sees those that lie here");
        assertEquals(
                List.of(),
                schemas.stream().filter(file -> !file.startsWith(here)).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_file_is_named_after_its_record_and_lies_in_its_owners_folder(Path file) {
        JsonNode schema = read(file);
        assertEquals(file.getFileName().toString(), schema.get("name").asText() + ".avsc");
        assertEquals(
                "io.tresen.contracts." + file.getParent().getFileName() + ".v1",
                schema.get("namespace").asText());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everything_says_what_it_is(Path file) {
        JsonNode schema = read(file);
        assertDoc(schema, file.toString());
        fields(schema).forEach(field -> assertDoc(field, file + " " + name(field)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_enum_has_a_word_for_what_is_not_known_yet(Path file) {
        JsonNode schema = read(file);
        if (schema.get("type").asText().equals("enum")) {
            assertEquals("UNKNOWN", schema.get("symbols").get(0).asText());
            assertEquals("UNKNOWN", schema.path("default").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void numbers_are_whole_and_carry_their_unit_last(Path file) {
        eachType(read(file), (field, type) -> {
            String base = base(type);
            assertFalse(Set.of("float", "double", "bytes", "fixed").contains(base), file + " " + name(field));
            if (Set.of("int", "long").contains(base) && !type.has("logicalType")) {
                boolean unit = UNITS.stream().anyMatch(name(field)::endsWith);
                assertTrue(
                        unit || UNITLESS.contains(name(field)),
                        file + " " + name(field) + " has no unit, nor is it known to need none");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void ids_are_uuids_and_times_are_timestamps(Path file) {
        eachType(read(file), (field, type) -> {
            String name = name(field);
            String where = file + " " + name;
            String logical = type.path("logicalType").asText("");
            boolean id = (name.endsWith("_id") || name.endsWith("_ids")) && !FOREIGN_IDS.contains(name);
            boolean time = TIMES.stream().anyMatch(name::endsWith);
            if (base(type).equals("null")) {
                return;
            }
            assertEquals(id, logical.equals("uuid"), where);
            assertEquals(time, logical.equals("timestamp-millis"), where);
            assertTrue(id || time || logical.isEmpty(), where + " has the logical type " + logical);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_may_be_absent_is_null_by_default(Path file) {
        for (JsonNode field : fields(read(file))) {
            JsonNode type = field.get("type");
            if (type.isArray()) {
                assertEquals("null", type.get(0).asText(), file + " " + name(field));
                assertEquals(2, type.size(), file + " " + name(field));
                assertTrue(field.has("default") && field.get("default").isNull(), file + " " + name(field));
            }
        }
    }

    @Test
    void an_amount_has_its_currency_beside_it_or_in_what_it_lies_in() throws IOException {
        List<JsonNode> all = files().stream().map(SchemaFilesTest::read).toList();
        Set<String> without = all.stream()
                .filter(schema ->
                        fields(schema).stream().anyMatch(field -> name(field).endsWith("_minor")))
                .filter(schema -> !saysCurrency(schema) && !liesInCurrency(schema, all))
                .map(SchemaFilesTest::name)
                .collect(Collectors.toSet());
        assertEquals(IN_THE_SHOPS_CURRENCY, without);
    }

    private static boolean liesInCurrency(JsonNode schema, List<JsonNode> all) {
        List<JsonNode> around = all.stream().filter(it -> holds(it, schema)).toList();
        return !around.isEmpty() && around.stream().allMatch(SchemaFilesTest::saysCurrency);
    }

    private static boolean holds(JsonNode outer, JsonNode schema) {
        boolean[] holds = {false};
        String whole = schema.get("namespace").asText() + "." + name(schema);
        eachType(outer, (field, type) -> holds[0] |= base(type).equals(whole));
        return holds[0];
    }

    /** Always: what may be absent says nothing. */
    private static boolean saysCurrency(JsonNode schema) {
        return fields(schema).stream()
                .anyMatch(field -> name(field).equals("currency")
                        || field.get("type").asText().equals("io.tresen.contracts.common.v1.Money"));
    }

    private interface TypeCheck {
        void check(JsonNode field, JsonNode type);
    }

    /** Calls the check for each type that a field can hold: branches of unions, items of arrays, values of maps. */
    private static void eachType(JsonNode schema, TypeCheck check) {
        fields(schema).forEach(field -> eachType(field.get("type"), type -> check.check(field, type)));
    }

    private static void eachType(JsonNode type, Consumer<JsonNode> check) {
        if (type.isArray()) {
            type.forEach(branch -> eachType(branch, check));
        } else if (type.path("type").asText().equals("array")) {
            eachType(type.get("items"), check);
        } else if (type.path("type").asText().equals("map")) {
            eachType(type.get("values"), check);
        } else {
            check.accept(type);
        }
    }

    private static String base(JsonNode type) {
        return type.isTextual() ? type.asText() : type.path("type").asText();
    }

    private static void assertDoc(JsonNode node, String where) {
        assertTrue(node.path("doc").asText().length() > 3, where + " has no doc");
    }

    private static List<JsonNode> fields(JsonNode schema) {
        List<JsonNode> fields = new ArrayList<>();
        schema.path("fields").forEach(fields::add);
        return fields;
    }

    /** Of a field, of a schema. */
    private static String name(JsonNode node) {
        return node.get("name").asText();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
