package io.tresen.catalog;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A shop and the imports that it starts, over HTTP and on real engines. */
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
abstract class ImportsUnderTest {

    static final String HEADER = "retailer_id,title,description,price,stock\n";

    @Inject
    Database database;

    final Shop shop = new Shop();

    ValidatableResponse imported(String format, String file) {
        return awaitEnd(start(format, file.getBytes(StandardCharsets.UTF_8)));
    }

    String start(String format, byte[] file) {
        return post(format, file).statusCode(202).extract().header("Location");
    }

    ValidatableResponse post(String format, byte[] file) {
        return shop.asBusiness()
                .contentType("text/csv")
                .body(file)
                .post("/catalog/v1/imports?format=" + format)
                .then();
    }

    ValidatableResponse awaitEnd(String location) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !"running"
                        .equals(shop.asBusiness()
                                .get(location)
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("state")));
        return shop.asBusiness().get(location).then().statusCode(200);
    }
}
