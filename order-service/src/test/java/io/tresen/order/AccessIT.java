package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.contracts.Topics;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.access.Callers;
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
class AccessIT extends OnEngines {

    private static final String ADDRESS_BODY =
            "{\"name\": \"Ada\", \"street\": \"Weg 9\", \"postcode\": \"10115\", \"city\": \"Berlin\", \"country\": \"DE\"}";

    private static final String TABLE =
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
        openShop();
        Callers callers = Callers.of(shop, shopper, conversation);
        Map<String, String> things = new HashMap<>();
        UUID confirmed = placeMugs(1, "card", 1_800);
        things.put("order_id", confirmed.toString());
        things.put("placed", placeMugs(1, "card", 1_800).toString());
        things.put("shopper", shopper.toString());
        things.put(
                "shoppers_order",
                place(
                                """
                        {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card",
                         "shopper_id": "%s", "delivery_address": %s}"""
                                        .formatted(shopper, ADDRESS))
                        .toString());
        things.put("code", "SPRING");
        things.put("fresh", "SUMMER");
        asShop().body("{\"rate_ppm\": 100000}")
                .put("/orders/v1/discounts/SPRING")
                .then()
                .statusCode(201);
        send(Topics.CATALOG_RESERVATION, confirmed, reserved(confirmed));
        awaitStatus(confirmed, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, confirmed, Paid.succeeded(shop, confirmed, false));
        awaitStatus(confirmed, "confirmed");
        AccessMatrix matrix = new AccessMatrix(
                URI.create("http://localhost:" + RestAssured.port), TABLE, callers, things, Set.of("shoppers_order"));
        await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
        assertEquals(List.of(), matrix.play());
        asShop().get("/orders/v1/discounts/SUMMER").then().statusCode(200);
    }
}
