package io.tresen.order;

import static org.hamcrest.Matchers.endsWith;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

/** Orders of a shop, over HTTP. */
abstract class OrderApiUnderTest extends OnEngines {

    static final String PROBLEM = "application/problem+json";

    @BeforeEach
    void open() {
        openShop();
    }

    static String mugs(int quantity, String more) {
        return "{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": " + quantity
                + "}], \"payment_method\": \"card\", \"delivery_address\": " + ADDRESS + more + "}";
    }

    static ValidatableResponse refusal(Response response, int status, String code) {
        return response.then().statusCode(status).contentType(PROBLEM).body("type", endsWith("/" + code));
    }
}
