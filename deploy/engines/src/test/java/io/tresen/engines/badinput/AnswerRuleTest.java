package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.engines.access.AccessRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server of {@link BadInputTest} refuses by itself. */
class AnswerRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"/coats", "/coats?colour=a|b", "/coats?colour=%zz"})
    void a_400_without_a_word_is_found_whatever_the_target_is(String target) {
        AccessRow row = AccessRow.all("GET /coats - 200").get(0);
        BadRequest request = new BadRequest(row, "GET", target, List.of(), null, false, List.of(), null, true);
        assertEquals(
                Optional.of("no problem document but "),
                AnswerRule.violation(request, new Answer(400, Map.of(), new byte[0])));
    }

    @Test
    void what_the_file_does_not_allow_may_not_be_taken() {
        Optional<String> taken = Optional.of("what the file does not allow is taken");
        assertEquals(taken, answered("PUT /coats/c1", "/title", 200));
        assertEquals(taken, answered("PUT /coats/c1", "/title", 304));
        assertEquals(taken, answered("PUT /coats/c1", "Idempotency-Key", 200));
        assertEquals(Optional.empty(), answered("PUT /coats/c1", null, 200));
    }

    @Test
    void the_paths_that_are_metas_take_fields_as_it_does_and_parameters_as_we_do() {
        assertEquals(Optional.empty(), answered("POST /v23.0/1/messages", "/type", 200));
        assertEquals(
                Optional.of("what the file does not allow is taken"),
                answered("POST /v23.0/1/messages", "Idempotency-Key", 200));
    }

    private static Optional<String> answered(String operation, String mustBeRefusedAt, int status) {
        AccessRow row = AccessRow.all(operation + " - 200").get(0);
        BadRequest request = new BadRequest(
                row, row.method(), row.path(), List.of(), null, false, List.of("one"), mustBeRefusedAt, false);
        return AnswerRule.violation(request, new Answer(status, Map.of(), new byte[0]));
    }
}
