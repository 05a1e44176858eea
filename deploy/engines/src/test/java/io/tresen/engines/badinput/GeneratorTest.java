package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Generator GENERATOR = generator(7);

    private static final Set<String> CHANGES =
            some().stream().flatMap(it -> it.changes().stream()).collect(Collectors.toSet());

    private static Generator generator(long seed) {
        return new Generator(TinyService.TABLE, TinyService.FILE, BadInput::movesTheClock, seed);
    }

    private static List<BadRequest> some() {
        return IntStream.range(0, 3_000)
                .mapToObj(it -> GENERATOR.make(it, TinyService.SCENE))
                .toList();
    }

    private static boolean any(String change) {
        Pattern wanted = Pattern.compile(change, Pattern.DOTALL);
        return CHANGES.stream().anyMatch(told -> wanted.matcher(told).find());
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
                .forEach(change -> assertTrue(any(change), "never: " + change));
    }

    @Test
    void every_edge_that_the_file_has_is_met_and_crossed() {
        List.of(
                        "/title is \"x{1,40}\"",
                        "/title is (\"\"|\"x{41}\")",
                        "/price/amount_minor is -?922337203685477580[67]",
                        "/price/amount_minor is -?922337203685477580[89]",
                        "/sizes/. is (30|31|59|60)",
                        "/sizes/. is (29|61)",
                        "/sizes is \\[(\\d+,){9}\\d+]",
                        "/sizes/. is .* instead of integer",
                        "/kind is \"warm\"",
                        "/kind is \"(WARM|warms|warm )\"",
                        "/id is \"(6f9619ff-8b86-4011-b42d-00c04fc964f(|f0|g)|6f9619ff8b864011b42d00c04fc964ff)\"",
                        "Idempotency-Key is xxx")
                .forEach(it -> assertTrue(any(it), "never: " + it));
        Set<Integer> keys = some().stream()
                .filter(it -> "Idempotency-Key".equals(it.mustBeRefusedAt()))
                .map(it -> it.header("Idempotency-Key").length())
                .collect(Collectors.toSet());
        assertEquals(Set.of(256), keys);
    }

    @Test
    void what_the_file_allows_need_not_be_refused() {
        some().stream()
                .filter(it -> it.changes().equals(List.of("/kind is \"warm\""))
                        || it.changes().equals(List.of("/sizes/0 is 30")))
                .forEach(it -> assertNull(it.mustBeRefusedAt(), it.toString()));
    }

    @Test
    void what_must_be_refused_is_the_only_thing_that_was_changed() {
        List<BadRequest> refusable =
                some().stream().filter(it -> it.mustBeRefusedAt() != null).toList();
        assertEquals(
                Set.of("PUT /coats/{}", "POST /coats"),
                refusable.stream().map(it -> it.row().endpoint()).collect(Collectors.toSet()));
        refusable.forEach(it -> {
            assertEquals(1, it.changes().size());
            assertTrue(
                    it.changes().get(0).startsWith(it.mustBeRefusedAt() + " is "),
                    it.changes().toString());
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
