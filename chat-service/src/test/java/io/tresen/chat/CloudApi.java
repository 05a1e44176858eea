package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** A business app that knows Meta's Cloud API and nothing else of ours. */
record CloudApi(Api business, String phoneNumberId, String wabaId) {

    static CloudApi register() {
        Api business = Api.register("en");
        Response profile = business.authorized().get("/chat/v1/business");
        return new CloudApi(business, profile.path("phone_number_id"), profile.path("waba_id"));
    }

    RequestSpecification authorized() {
        return business.authorized();
    }

    Response post(String body) {
        return authorized().body(json(body)).post("/chat/v23.0/" + phoneNumberId + "/messages");
    }

    /** Sends a payload; single quotes stand for double ones. */
    Response send(String to, String type, String payload) {
        return post("{'messaging_product': 'whatsapp', 'recipient_type': 'individual', 'to': '" + to + "', 'type': '"
                + type + "', " + payload + "}");
    }

    Response text(String to, String body) {
        return send(to, "text", "'text': {'body': '" + body + "'}");
    }

    /** Sends a payload that has to be taken; the message's id. */
    String sent(String to, String type, String payload) {
        return taken(send(to, type, payload));
    }

    static String taken(Response answer) {
        return answer.then()
                .statusCode(200)
                .body("messaging_product", equalTo("whatsapp"))
                .body("messages[0].id", containsString("wamid."))
                .extract()
                .path("messages[0].id");
    }

    Response template(String to, String name, String language, String components) {
        return send(
                to,
                "template",
                "'template': {'name': '" + name + "', 'language': {'code': '" + language + "'}, 'components': "
                        + components + "}");
    }

    Response create(String name, String category, String components) {
        return authorized()
                .body(json("{'name': '" + name + "', 'language': 'en', 'category': '" + category + "', 'components': "
                        + components + "}"))
                .post("/v23.0/" + wabaId + "/message_templates");
    }

    /** Meta's error object with a code, whose details name a field. */
    static ValidatableResponse refused(Response answer, int status, int code, String details) {
        return answer.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("OAuthException"))
                .body("error.message", notNullValue())
                .body("error.fbtrace_id", notNullValue())
                .body("error.error_data.messaging_product", equalTo("whatsapp"))
                .body("error.error_data.details", containsString(details));
    }

    static RequestSpecification anonymous() {
        return given().contentType(ContentType.JSON);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
