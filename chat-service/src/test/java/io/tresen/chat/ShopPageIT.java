package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
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
                .header("Content-Security-Policy", containsString("; img-src 'self' data: blob:;"))
                .header("Content-Security-Policy", containsString("; connect-src 'self' ws"))
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

    @Test
    void onlyTheOriginsThatTheBusinessAllowsMayFrameTheEmbeddedPage() {
        Api shop = Api.register("de");
        String path = "/chat/s/" + shop.handle();
        given().get(path + "?embed=1").then().header("Content-Security-Policy", endsWith("frame-ancestors 'none'"));
        shop.authorized()
                .body("{\"allowed_origins\": [\"https://www.example.org\", \"https://shop.example.com:8443\"]}")
                .put("/chat/v1/business")
                .then()
                .statusCode(200)
                .body("allowed_origins", equalTo(List.of("https://www.example.org", "https://shop.example.com:8443")));
        given().get(path + "?embed=1")
                .then()
                .header(
                        "Content-Security-Policy",
                        endsWith("frame-ancestors https://www.example.org https://shop.example.com:8443"));
        given().get(path).then().header("Content-Security-Policy", endsWith("frame-ancestors 'none'"));

        shop.authorized()
                .body("{\"name\": \"Teehaus\"}")
                .put("/chat/v1/business")
                .then()
                .body("allowed_origins.size()", equalTo(2))
                .body("name", equalTo("Teehaus"));
        shop.authorized()
                .body("{\"allowed_origins\": []}")
                .put("/chat/v1/business")
                .then()
                .body("allowed_origins.size()", equalTo(0));
        shop.authorized().get("/chat/v1/business").then().body("allowed_origins", equalTo(List.of()));
    }

    @Test
    void whatIsNoOriginIsRefusedWithItsPlace() {
        Api shop = Api.register("de");
        shop.authorized()
                .body("{\"allowed_origins\": [\"https://a.example\", \"https://a.example/; script-src *\"]}")
                .put("/chat/v1/business")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/allowed_origins/1"));
        String many = String.join(", ", Collections.nCopies(21, "\"https://a.example\""));
        shop.authorized()
                .body("{\"allowed_origins\": [" + many + "]}")
                .put("/chat/v1/business")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/allowed_origins"));
    }

    @Test
    void theCodeOfAShopLeadsToItsChat() {
        Api shop = Api.register("de");
        String svg = given().get("/chat/s/" + shop.handle() + "/qr.svg")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .extract()
                .asString();
        Assertions.assertEquals("http://localhost:8080/chat/s/" + shop.handle(), ScannedCode.of(svg));
        given().get("/chat/s/nobody-here/qr.svg").then().statusCode(404);
    }

    @Test
    void theWidgetHasAFixedAddress() {
        String bundle = given().redirects()
                .follow(false)
                .get("/chat/widget.js")
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        Assertions.assertTrue(bundle.startsWith("/chat/static/widget-"), bundle);
        String script = given().get(bundle).then().statusCode(200).extract().asString();
        Assertions.assertFalse(script.contains("export"), "a classic script exports nothing");
    }
}
