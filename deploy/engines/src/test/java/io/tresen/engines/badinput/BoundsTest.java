package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An edge, what lies inside of it, and what lies beyond. */
class BoundsTest {

    private static String edges(String schema, boolean beyond) {
        try {
            return Bounds.of(Draft.JSON.readTree(schema.replace('\'', '"')), JsonNodeFactory.instance.numberNode(7))
                    .stream()
                    .filter(it -> it.beyond() == beyond)
                    .map(it -> it.value().toString())
                    .collect(Collectors.joining(" "));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void has(String schema, String allowed, String beyond) {
        assertEquals(allowed, edges(schema, false));
        assertEquals(beyond, edges(schema, true));
    }

    @Test
    void numbers() {
        has("{'type': 'integer', 'minimum': 1, 'maximum': 100}", "1 2 100 99", "0 101");
        has(
                "{'type': ['integer', 'null'], 'format': 'int32'}",
                "-2147483648 -2147483647 2147483647 2147483646",
                "-2147483649 2147483648");
        has(
                "{'type': 'integer', 'format': 'int64', 'minimum': 0}",
                "0 1 9223372036854775807 9223372036854775806",
                "-1 9223372036854775808");
        has("{'type': 'number', 'maximum': 0.5}", "0.5 -0.5", "1.5");
    }

    @Test
    void lengths_count_code_points() {
        has(
                "{'type': 'string', 'minLength': 2, 'maxLength': 3}",
                "\"xx\" \"xxx\" \"😀😀😀\"",
                "\"x\" \"xxxx\" \"😀😀😀😀\"");
        has("{'type': 'array', 'minItems': 1, 'maxItems': 2}", "[7] [7,7]", "[] [7,7,7]");
    }

    @Test
    void words() {
        has("{'type': 'string', 'enum': ['a', 'as']}", "\"a\" \"as\"", "\"A\" \"a \" \"\" \"AS\" \"as \" \"ass\" \"\"");
    }

    @Test
    void what_allows_all_of_its_type_has_none() {
        for (String schema : List.of("{}", "{'type': 'string'}", "{'type': 'boolean'}", "{'type': 'array'}")) {
            has(schema, "", "");
        }
    }
}
