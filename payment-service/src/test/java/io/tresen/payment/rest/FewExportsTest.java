package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.RejectedException;
import org.junit.jupiter.api.Test;

class FewExportsTest {

    private final FewExports exports = new FewExports();

    @Test
    void a_third_file_is_not_begun_while_two_are_written_and_a_place_is_free_again_after_a_failure() {
        String inside = exports.write(() -> exports.write(() -> {
            RejectedException refused = assertThrows(RejectedException.class, () -> exports.write(() -> "third"));
            assertEquals(503, refused.rejection().status());
            return "second";
        }));
        assertEquals("second", inside);
        for (int i = 0; i <= FewExports.AT_A_TIME; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> exports.write(() -> {
                        throw new IllegalStateException();
                    }));
        }
        assertEquals("first", exports.write(() -> "first"));
    }
}
