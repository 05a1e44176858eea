package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.badinput.BadInput;
import io.tresen.engines.badinput.BadInput.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request ends in a 5xx, each refusal says what is wrong ({@link BadInput}). */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class BadInputIT {

    @ParameterizedTest
    @MethodSource("io.tresen.engines.badinput.BadInput#parts")
    void badInputIsRefusedAndNeverAFault(Part part) {
        assertEquals(
                List.of(),
                part.play(
                        RestAssured.port, AccessIT.TABLE, Path.of("src/main/openapi/openapi.yaml"), AccessIT.scene()));
    }
}
