package io.tresen.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed description is the one that is served; {@code -Dtresen.openapi.write=true} writes it anew. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class OpenApiIT {

    private static final Path COMMITTED = Path.of("src/main/openapi/openapi.yaml");

    @Test
    void theCommittedDescriptionIsTheOneThatIsServed() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("tresen.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertEquals(Files.readString(COMMITTED), served);
    }

    @Test
    void theDescriptionIsOneThatClientsCanBeMadeOf() {
        String served = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(List.of(), OpenApiDocument.faults(served));
    }

    @Test
    void whoeverSetsAStockReadsThatOrdersMayHoldMore() {
        String path = "paths.'/catalog/v1/products/{retailer_id}%s'.%s.responses.'409'.description";
        given().get("/q/openapi?format=json")
                .then()
                .body(path.formatted("", "put"), containsString("stock-below-reserved"))
                .body(path.formatted("/stock", "put"), containsString("stock-below-reserved"))
                .body(path.formatted("/stock-adjustments", "post"), containsString("stock-below-zero"));
    }

    @Test
    void theServiceIsReadyAndAlive() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
