package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The shop's chat as a browser first gets it. What it does then is in deploy/proof, in a real browser. */
@QuarkusTest
class ShopPageIT extends OnEngines {

    @Test
    void aShopsPageHasItsScriptBelowChatAndAStrictPolicy() {
        Api shop = Api.register("de");
        Response page = given().header("Accept", "text/html").get("/chat/s/" + shop.handle());
        page.then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("base-uri 'none'; form-action 'self'"))
                .header("Content-Security-Policy", endsWith("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Set-Cookie", equalTo(null))
                .body(containsString("Teeladen"));
        Matcher script = Pattern.compile("src=\"([^\"]+)\"").matcher(page.asString());
        Assertions.assertTrue(script.find(), page.asString());
        Assertions.assertTrue(script.group(1).startsWith("/chat/static/"), script.group(1));
        given().get(script.group(1)).then().statusCode(200).header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void aPageSpeaksTheReadersLanguageElseTheShops() {
        Api shop = Api.register("de");
        String path = "/chat/s/" + shop.handle();
        given().header("Accept-Language", "fr, en-GB;q=0.5").get(path).then().body(containsString("<html lang=\"en\""));
        given().header("Accept-Language", "fr").get(path).then().body(containsString("<html lang=\"de\""));
    }

    @Test
    void anUnknownShopIsAPageForPeopleAndAProblemForPrograms() {
        given().header("Accept", "text/html")
                .header("Accept-Language", "de")
                .get("/chat/s/nobody-here")
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .body(containsString("Hier ist kein Laden"));
        given().header("Accept", "application/json")
                .get("/chat/s/nobody-here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
