package io.tresen.catalog;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.engines.TestTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A business of a test's own and what it does over HTTP. */
final class Shop {

    final UUID id = UUID.randomUUID();
    private final String token;
    private final String shopper;

    Shop() {
        this("EUR");
    }

    Shop(String currency) {
        token = TestTokens.business(id, "DE", currency).mint();
        shopper = TestTokens.shopper(id, UUID.randomUUID(), UUID.randomUUID()).mint();
    }

    RequestSpecification asBusiness() {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON);
    }

    RequestSpecification asShopper() {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + shopper);
    }

    /** A good that costs 19.90 EUR. */
    static Map<String, Object> tea() {
        Map<String, Object> body = new HashMap<>();
        body.put("title", "Tea");
        body.put("description", "Green tea");
        body.put("price", eur(1990));
        body.put("kind", "goods");
        body.put("visibility", "visible");
        return body;
    }

    static Map<String, Object> tea(String field, Object value) {
        Map<String, Object> body = tea();
        body.put(field, value);
        return body;
    }

    static Map<String, Object> eur(long minor) {
        return Map.of("amount_minor", minor, "currency", "EUR");
    }

    static String path(String retailerId) {
        return "/catalog/v1/products/"
                + URLEncoder.encode(retailerId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    ValidatableResponse put(String retailerId, Map<String, Object> body) {
        return asBusiness().body(body).put(path(retailerId)).then();
    }

    void has(String retailerId, Integer stock) {
        int status = put(retailerId, tea("stock", stock)).extract().statusCode();
        if (status != 201 && status != 200) {
            throw new AssertionError("PUT answered " + status);
        }
    }

    Response get(String retailerId) {
        return asBusiness().get(path(retailerId));
    }

    Response stock(String retailerId) {
        return asBusiness().get(path(retailerId) + "/stock");
    }

    UUID product(String retailerId) {
        return RetailerId.productId(id, retailerId);
    }
}
