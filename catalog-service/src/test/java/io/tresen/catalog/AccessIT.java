package io.tresen.catalog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.access.Callers;
import io.tresen.engines.badinput.Scene;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}). */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class AccessIT {

    static final String TABLE =
            """
            GET    /catalog/v1/products                                    poas 200+rid
            GET    /catalog/v1/products/{retailer_id:rid}                  poas 200
            PUT    /catalog/v1/products/{retailer_id:fresh}                po   201!own {"title": "Tea", "description": "Green", "price": {"amount_minor": 1990, "currency": "EUR"}, "kind": "goods", "visibility": "visible", "stock": 5}
            GET    /catalog/v1/products/{retailer_id:rid}/stock            poa  200
            PUT    /catalog/v1/products/{retailer_id:rid}/stock            po   200 {"on_hand": 7}
            POST   /catalog/v1/products/{retailer_id:rid}/stock-adjustments po  200 {"delta": 1, "reason": "found"}
            GET    /catalog/v1/collections                                 poas 200+slug
            GET    /catalog/v1/collections/{slug}                          poas 200
            PUT    /catalog/v1/collections/{slug:fresh_slug}               po   201!own {"title": "New", "retailer_ids": []}
            DELETE /catalog/v1/collections/{slug}                          po   204
            POST   /catalog/v1/imports?format=tresen-csv                   po   202 @Content-Type=text/csv base64:cmV0YWlsZXJfaWQsdGl0bGUsZGVzY3JpcHRpb24scHJpY2UKeCxYLFgsMS4wMAo=
            GET    /catalog/v1/imports/{import_id}                         po   200
            GET    /catalog/v1/imports/{import_id}/problems                po   200
            GET    /catalog/v1/exports/meta-feed?key=${key}                -    200 @Accept=text/csv
            PUT    /catalog/v1/exports/meta-feed/key                       po   200
            DELETE /catalog/v1/exports/meta-feed/key                       po   204
            DELETE /catalog/v1/products/{retailer_id:rid}                  po   204
            PUT    /local/clock                                            -    404 {"offset_s": 0}
            """;

    @Inject
    BeanManager beans;

    @Test
    void everyEndpointIsInTheTable() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobodyGetsWhatIsNotTheirs() {
        Scene scene = scene();
        AccessMatrix matrix = new AccessMatrix(
                URI.create("http://localhost:" + RestAssured.port), TABLE, scene.callers(), scene.things(), Set.of());
        await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
        assertEquals(List.of(), matrix.play());
    }

    @Test
    void theFeedWithoutAKeyIsForTheBusinessAlone() {
        given().get("/catalog/v1/exports/meta-feed").then().statusCode(401);
        new Shop().asShopper().get("/catalog/v1/exports/meta-feed").then().statusCode(403);
        given().get("/catalog/v1/exports/meta-feed?key=" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** A business with all that the table names. */
    static Scene scene() {
        Shop shop = MetaFeedIT.told();
        Map<String, String> things = new HashMap<>();
        things.put("rid", "tea-" + UUID.randomUUID());
        things.put("fresh", "cup-" + UUID.randomUUID());
        things.put("slug", "slug-" + UUID.randomUUID());
        things.put("fresh_slug", "slug-" + UUID.randomUUID());
        shop.has(things.get("rid"), 3);
        shop.asBusiness()
                .body(Map.of("title", "Teas", "retailer_ids", List.of(things.get("rid"))))
                .put("/catalog/v1/collections/" + things.get("slug"))
                .then()
                .statusCode(201);
        things.put(
                "import_id",
                shop.asBusiness()
                        .contentType("text/csv")
                        .body("retailer_id,title,description,price\nx,X,X,1.00\n")
                        .post("/catalog/v1/imports?format=tresen-csv")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("import_id"));
        String address = shop.asBusiness()
                .put("/catalog/v1/exports/meta-feed/key")
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        things.put("key", address.substring(address.indexOf("key=") + 4));
        return new Scene(Callers.of(shop.id, UUID.randomUUID(), UUID.randomUUID()), things);
    }
}
