package io.tresen.order;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer sees a price that is no more, while others have the one place to wait for a copy. */
@QuarkusTest
@TestProfile(CrowdedPricesIT.OnePlace.class)
class CrowdedPricesIT extends OnEngines {

    private static final int TIMES = 10;

    /** To wait for a copy (ADR 24). */
    public static final class OnePlace implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tresen.waiting.places", "1",
                    "tresen.waiting.places-of-a-business", "1",
                    "tresen.waiting.places-of-a-shopper", "1");
        }
    }

    private final ExecutorService others = Executors.newCachedThreadPool();
    private volatile boolean over;

    @BeforeEach
    void open() {
        openShop();
    }

    @AfterEach
    void end() throws InterruptedException {
        over = true;
        others.shutdown();
        others.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void the_new_total_is_told_whether_there_is_a_place_to_wait_or_not() {
        order("mug", 1_990).then().statusCode(202); // the shop is known from here on
        for (int i = 0; i < 3; i++) {
            others.submit(() -> {
                while (!over) {
                    order("ghost", 1_990);
                }
            });
        }
        for (int i = 0; i < TIMES; i++) {
            order("mug", 1_989)
                    .then()
                    .statusCode(409)
                    .body("type", endsWith("/price-changed"))
                    .body("total.amount_minor", equalTo(1_990));
        }
    }

    private Response order(String retailerId, int total) {
        return asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"lines\": [{\"retailer_id\": \"" + retailerId + "\", \"quantity\": 1}],"
                        + " \"payment_method\": \"card\","
                        + " \"expected_total\": {\"amount_minor\": " + total + ", \"currency\": \"EUR\"},"
                        + " \"delivery_address\": " + ADDRESS + "}")
                .post("/orders/v1/orders");
    }
}
