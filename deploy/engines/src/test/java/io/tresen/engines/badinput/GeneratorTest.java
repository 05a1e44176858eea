package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Generator GENERATOR = generator(7);

    private static Generator generator(long seed) {
        return new Generator(TinyService.TABLE, TinyService.FILE, BadInput::movesTheClock, seed);
    }

    private static List<BadRequest> some() {
        return IntStream.range(0, 3_000)
                .mapToObj(it -> GENERATOR.make(it, TinyService.SCENE))
                .toList();
    }

    @Test
    void a_round_has_every_operation_once() {
        Set<String> met = IntStream.range(0, GENERATOR.round())
                .mapToObj(it -> GENERATOR.make(it, TinyService.SCENE).row().endpoint())
                .collect(Collectors.toSet());
        assertEquals(TinyService.FILE.operations().keySet(), met);
    }

    @Test
    void the_clock_is_left_alone() {
        Generator with = new Generator("PUT /local/clock - 422 {}\n", TinyService.FILE, BadInput::movesTheClock, 7);
        assertEquals(0, with.round());
    }

    @Test
    void a_seed_and_a_number_make_the_same_request_and_others_another() {
        for (int number = 0; number < 50; number++) {
            BadRequest one = generator(7).make(number, TinyService.SCENE);
            BadRequest again = generator(7).make(number, TinyService.SCENE);
            assertEquals(
                    one.target() + one.headers() + one.changes(), again.target() + again.headers() + again.changes());
            assertArrayEquals(one.body(), again.body());
            assertNotEquals(
                    one.headers(), generator(8).make(number, TinyService.SCENE).headers());
        }
    }

    @Test
    void each_request_has_at_least_one_change() {
        some().forEach(it -> assertFalse(it.changes().isEmpty(), it.toString()));
    }

    @Test
    void every_way_to_spoil_is_taken() {
        List<String> told = some().stream().flatMap(it -> it.changes().stream()).toList();
        List.of(
                        "/title is missing",
                        "/title is null",
                        "/price/amount_minor is string instead of integer",
                        "/price is array instead of object",
                        " is 9223372036854775808",
                        " is NaN",
                        "u0000",
                        "no UTF-8",
                        "nested 100,000 times",
                        "/sizes.* more",
                        "5000 fields beside",
                        "the whole body is",
                        "the body is empty",
                        "cut off after",
                        "noise",
                        "1,048,577 bytes long",
                        "in UTF-16",
                        "a strange byte",
                        "in chunks",
                        "Content-Type: ",
                        "two more ",
                        "no Idempotency-Key",
                        "If-Match: ",
                        "Authorization: ",
                        "\\?colour=",
                        "the path is .*%",
                        "the method is ")
                .forEach(change -> assertTrue(
                        told.stream().anyMatch(it -> it.matches("(?s).*" + change + ".*")), "never: " + change));
    }

    @Test
    void a_field_whose_type_is_known_is_said_to_be_of_the_wrong_one_only_where_nothing_else_was_changed() {
        List<BadRequest> wrong =
                some().stream().filter(it -> it.wrongTypeAt() != null).toList();
        assertFalse(wrong.isEmpty());
        wrong.forEach(it -> {
            assertEquals(1, it.changes().size());
            assertTrue(
                    it.changes().get(0).startsWith(it.wrongTypeAt() + " is "),
                    it.changes().toString());
            assertEquals("PUT /coats/{}", it.row().endpoint());
        });
    }

    @Test
    void what_no_json_library_would_write_is_written() {
        assertTrue(some().stream()
                .filter(it -> it.body() != null)
                .map(it -> new String(it.body(), StandardCharsets.UTF_8))
                .anyMatch(it -> it.matches("(?s).*\"title\":\"[^\"]*\",\"title\":.*")));
        assertTrue(some().stream()
                .filter(it -> it.body() != null)
                .noneMatch(it -> new String(it.body(), StandardCharsets.UTF_8).contains("@token")));
    }

    @Test
    void the_line_that_repeats_a_request_holds_bytes_that_a_shell_would_change() {
        BadRequest request = new BadRequest(
                some().get(0).row(),
                "PUT",
                "/coats/c'1",
                List.of(),
                new byte[] {(byte) 0xFF, 0},
                false,
                List.of(),
                null,
                false);
        assertEquals(
                "echo /wA= | base64 -d | curl -i --path-as-is -X 'PUT' 'http://localhost/coats/c'\\''1' --data-binary @-",
                request.curl("http://localhost"));
    }
}
