package io.tresen.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry's rule {@code FULL_TRANSITIVE}, before a schema gets there: every version reads every other one. */
class CompatibilityTest {

    static List<Released.File> released() {
        return Released.files();
    }

    @ParameterizedTest
    @MethodSource("released")
    void todays_schema_and_a_released_one_read_each_other(Released.File file) {
        Schema then = file.schema();
        Schema now = Released.today(then.getFullName());
        assertEquals(List.of(), Released.conflicts(now, then));
    }

    @ParameterizedTest
    @MethodSource("released")
    void a_released_file_lies_where_its_name_says(Released.File file) {
        Schema schema = file.schema();
        String owner = schema.getNamespace().split("\\.")[3];
        assertEquals(
                Released.FOLDER.resolve(file.version()).resolve(owner).resolve(schema.getName() + ".avsc"),
                file.path());
    }

    @Test
    void the_first_release_has_every_event_that_it_had() {
        Set<String> first = Released.files().stream()
                .filter(file -> file.version().equals("1.0.0"))
                .map(file -> file.schema().getFullName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(first.size() >= 47, "released/1.0.0 has " + first.size() + " schemas");
        assertTrue(Released.recordNames().containsAll(first));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "MandatoryField, READER_FIELD_MISSING_DEFAULT_VALUE",
        "FieldGone, READER_FIELD_MISSING_DEFAULT_VALUE",
        "OtherType, TYPE_MISMATCH",
        "OtherName, NAME_MISMATCH"
    })
    void the_check_can_fail(String change, String reason) {
        Schema changed = example(change);
        Schema now = Released.today("io.tresen.contracts.notification.v1.NoticeSuppressed");
        List<String> conflicts = Released.conflicts(now, changed);
        assertNotEquals(List.of(), conflicts);
        assertTrue(conflicts.stream().allMatch(it -> it.startsWith(reason)), conflicts::toString);
    }

    @Test
    void a_new_field_with_a_default_is_let_through() {
        Schema now = Released.today("io.tresen.contracts.notification.v1.NoticeSuppressed");
        assertEquals(List.of(), Released.conflicts(now, example("OptionalField")));
    }

    private static Schema example(String change) {
        String resource = "/changes/" + change + ".avsc";
        try (InputStream in = CompatibilityTest.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
