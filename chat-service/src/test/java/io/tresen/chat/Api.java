package io.tresen.chat;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** A business and its shoppers over HTTP, by INTERFACE alone. */
record Api(UUID businessId, String handle, String clientId, String secret, String token) {

    /** Registers a business in Germany and gets its token. */
    static Api register(String language) {
        String handle = "shop-" + UUID.randomUUID().toString().substring(0, 12);
        Response answer = registering(handle, language);
        answer.then().statusCode(201);
        String id = answer.path("client_id");
        String secret = answer.path("client_secret");
        String token = given().formParams(
                        Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret))
                .post("/chat/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new Api(UUID.fromString(answer.path("business_id")), handle, id, secret, token);
    }

    static Response registering(String handle, String language) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        """
                        {"name": "Teeladen", "handle": "%s", "country": "DE", "currency": "EUR", "language": "%s",
                         "accepted_terms": true}"""
                                .formatted(handle, language))
                .post("/chat/v1/businesses");
    }

    io.restassured.specification.RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** A shopper in a new conversation. */
    Talker shopper() {
        return Talker.of(opening("{\"display_name\": \"Ada\"}"));
    }

    /** Somebody new opens a conversation. */
    Response opening(String body) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", Staff.address())
                .body(body)
                .post("/chat/v1/shops/" + handle + "/conversations");
    }
}
