package io.tresen.chat;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A person who is signed in over HTTP. */
record Staff(UUID staffId, String email, String token, String cookie) {

    static final String PASSWORD = "correct horse battery";

    /** Signs up a business and signs its owner in. */
    static Staff signUp(String handle) {
        String email = "owner@" + handle + ".example";
        signingUp(handle, email, PASSWORD).then().statusCode(201);
        return signIn(email, PASSWORD);
    }

    static Response signingUp(String handle, String email, String password) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-Forwarded-For", address())
                .body(Map.of(
                        "name", "Teeladen",
                        "handle", handle,
                        "country", "DE",
                        "currency", "EUR",
                        "language", "de",
                        "accepted_terms", true,
                        "email", email,
                        "password", password,
                        "display_name", "Olga Owner"))
                .post("/chat/v1/console/sign-up");
    }

    static Staff signIn(String email, String password) {
        Response answer = signingIn(email, password);
        answer.then().statusCode(200);
        return new Staff(
                UUID.fromString(answer.path("staff.staff_id")),
                email,
                answer.path("token"),
                answer.getCookie("tresen_session"));
    }

    static Response signingIn(String email, String password) {
        return signingIn(email, password, address());
    }

    static Response signingIn(String email, String password, String address) {
        return signingIn(email, password, null, address);
    }

    /** @param handle null where the person names no business */
    static Response signingIn(String email, String password, String handle, String address) {
        Map<String, String> body = new HashMap<>(Map.of("email", email, "password", password));
        body.put("handle", handle);
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", address)
                .body(body)
                .post("/chat/v1/console/session");
    }

    /** Invites an agent, who accepts and signs in. */
    Staff agent(String name) {
        String email = name + "-" + UUID.randomUUID() + "@example.org";
        Response invited = inviting(email, "agent");
        invited.then().statusCode(201);
        String link = invited.path("link");
        accepting(link, PASSWORD).then().statusCode(201);
        return signIn(email, PASSWORD);
    }

    Response inviting(String email, String role) {
        return authorized()
                .body(Map.of("email", email, "role", role, "display_name", "Somebody"))
                .post("/chat/v1/staff/invitations");
    }

    static Response accepting(String link, String password) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", address())
                .body(Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", password))
                .post("/chat/v1/console/invitations");
    }

    RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    static Response renewing(String cookie) {
        return given().cookie("tresen_session", cookie).put("/chat/v1/console/session");
    }

    static String handle() {
        return "shop-" + UUID.randomUUID().toString().substring(0, 12);
    }

    /** Another client each time: the gateway's word for it is taken. */
    static String address() {
        return "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + ":"
                + UUID.randomUUID().toString().substring(0, 4) + "::1";
    }
}
