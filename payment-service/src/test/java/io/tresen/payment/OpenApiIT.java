package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed description is what the service serves; {@code -Dtresen.openapi.write} writes it anew. */
@QuarkusTest
class OpenApiIT extends ServiceUnderTest {

    private static final Path COMMITTED = Path.of("src/main/openapi/openapi.yaml");

    @Test
    void the_committed_description_is_the_one_that_is_served() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("tresen.openapi.write")) {
            Files.writeString(COMMITTED, served);
        }
        assertEquals(served, Files.readString(COMMITTED));
    }

    @Test
    void the_description_is_one_that_clients_can_be_made_of() {
        String served = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(List.of(), OpenApiDocument.faults(served));
    }
}
