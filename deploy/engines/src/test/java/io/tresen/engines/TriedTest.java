package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriedTest {

    @TempDir
    Path module;

    @Test
    void what_was_tried_in_parts_is_added_up() {
        Tried.note(module, "requests", 500, List.of());
        Tried.note(module, "requests", 500, List.of("GET /x: a 5xx (2 times)\n  curl …"));
        Tried.note(module, "records", 200, List.of());
        assertEquals(new Tried(1_000, List.of("GET /x: a 5xx (2 times)\n  curl …")), Tried.of(module, "requests"));
        assertEquals(new Tried(200, List.of()), Tried.of(module, "records"));
    }

    @Test
    void where_nothing_was_tried_there_is_nothing() {
        assertEquals(new Tried(0, List.of()), Tried.of(module, "requests"));
    }
}
