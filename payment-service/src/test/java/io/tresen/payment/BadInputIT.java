package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.badinput.BadInput;
import io.tresen.engines.badinput.BadInput.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request ends in a 5xx, each refusal says what is wrong ({@link BadInput}). */
@QuarkusTest
class BadInputIT extends EveryEndpoint {

    @ParameterizedTest
    @MethodSource("io.tresen.engines.badinput.BadInput#parts")
    void bad_input_is_refused_and_never_a_fault(Part part) {
        assertEquals(
                List.of(),
                part.play(RestAssured.port, AccessIT.TABLE, Path.of("src/main/openapi/openapi.yaml"), scene()));
    }
}
