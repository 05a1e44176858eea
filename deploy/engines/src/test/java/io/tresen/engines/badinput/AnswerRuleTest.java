package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.engines.access.AccessRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
