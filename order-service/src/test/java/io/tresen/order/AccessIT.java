package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.badinput.Scene;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}). */
@QuarkusTest
class AccessIT extends EveryEndpoint {

    private static final String ADDRESS_BODY =
            "{\"name\": \"Ada\", \"street\": \"Weg 9\", \"postcode\": \"10115\", \"city\": \"Berlin\", \"country\": \"DE\"}";

    static final String TABLE =
            """
            GET    /orders/v1/rules                                           poa 200
            PUT    /orders/v1/rules                                           po  200 {"prices_include_tax": true}
            GET    /orders/v1/discounts                                       poa 200+code
            GET    /orders/v1/discounts/{code}                                poa 200
            PUT    /orders/v1/discounts/{code:fresh}                          po  201!own {"rate_ppm": 100000}
            DELETE /orders/v1/discounts/{code}                                po  204
            GET    /orders/v1/orders                                          poa 200+order_id
            POST   /orders/v1/orders                                          poa 202 {"shopper_id": "${shopper}", "lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card", "delivery_address": ADDRESS}
            GET    /orders/v1/orders/{order_id}                               poa 200+order_id
            GET    /orders/v1/orders/{order_id:shoppers_order}/receipt        spoa 200 @Accept=text/html
            PUT    /orders/v1/orders/{order_id:placed}/delivery-address       poa 200 @If-Match=* ADDRESS
            POST   /orders/v1/orders/{order_id:placed}/cancellation           poa 200 {"reason": "changed"}
            POST   /orders/v1/orders/{order_id}/shipments                     poa 201 {"carrier": "DHL", "tracking_number": "00340"}
            POST   /orders/v1/orders/{order_id}/deliveries                    poa 200 {}
            POST   /orders/v1/orders/{order_id}/returns                       poa 201 {"reason": "broken"}
            PUT    /local/clock                                               -   422 {}
            """
                    .replace("ADDRESS", ADDRESS_BODY);

    @Inject
    BeanManager beans;

    @Test
    void every_endpoint_is_in_the_table() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobody_gets_what_is_not_theirs() {
        Scene scene = scene();
        AccessMatrix matrix = new AccessMatrix(
                URI.create("http://localhost:" + RestAssured.port),
                TABLE,
                scene.callers(),
                scene.things(),
                Set.of("shoppers_order"));
        await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
        assertEquals(List.of(), matrix.play());
        asShop().get("/orders/v1/discounts/SUMMER").then().statusCode(200);
    }
}
