package io.tresen.payment;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** The pay page's form, as a browser sends it. */
final class PayForm {

    private PayForm() {}

    /** @param token of the page */
    static ValidatableResponse form(String token, String card) {
        return form("en", token, card);
    }

    /** @param language that the browser prefers, @param token of the page */
    static ValidatableResponse form(String language, String token, String card) {
        return given().redirects()
                .follow(false)
                .header("Accept-Language", language)
                .contentType(ContentType.URLENC)
                .formParam("method", "card")
                .formParam("card_token", card)
                .post("/payments/v1/pay/" + token)
                .then();
    }
}
