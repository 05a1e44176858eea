package io.tresen.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed OpenAPI file is what the service serves. */
@QuarkusTest
class OpenApiIT extends OnEngines {

    private static final Path OPENAPI = Path.of("src/main/openapi/openapi.yaml");

    @Test
    void the_committed_openapi_file_is_what_the_service_serves() throws IOException {
        String served =
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("tresen.openapi.write")) {
            Files.writeString(OPENAPI, served);
        }
        assertEquals(
                Files.readString(OPENAPI),
                served,
                "write it anew with -Dtresen.openapi.write=true and look at the change");
    }

    @Test
    void the_openapi_file_is_one_that_clients_can_be_made_of() {
        String served = RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(List.of(), OpenApiDocument.faults(served));
    }
}
