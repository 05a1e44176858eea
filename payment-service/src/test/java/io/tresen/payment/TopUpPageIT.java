package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shopper who tops up on the wallet's page, by forms alone. */
@QuarkusTest
class TopUpPageIT extends TransfersUnderTest {

    private UUID shopper;
    private String ticket;

    @BeforeEach
    void a_shopper_on_the_page() {
        shopper = shopper();
        ticket = ticket(shopper);
    }

    private String page(String language) {
        return given().header("Accept-Language", language)
                .get("/payments/v1/wallet/" + ticket)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String field(String html, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        assertTrue(value.find(), html);
        return value.group(1);
    }

    /** @return where the form leads to */
    private String begin(String form, String amount) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("action", "top-up")
                .formParam("form", form)
                .formParam("amount", amount)
                .post("/payments/v1/wallet/" + ticket)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String path(String url) {
        return url.substring(url.indexOf("/payments/"));
    }

    private static String pay(String url, String card) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("method", "card")
                .formParam("card_token", card)
                .post(path(url))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    @Test
    void a_form_leads_to_the_card_and_both_pages_say_how_it_ended() {
        String html = page("de");
        assertTrue(html.contains("Mit Karte aufladen") && html.contains("min=\"0.50\""), html);
        String url = begin(field(html, "form"), "20.50");
        given().header("Accept-Language", "de")
                .accept("text/html")
                .get(path(url))
                .then()
                .statusCode(200)
                .body(
                        containsString("Guthaben aufladen"),
                        containsString("20,50\u00a0€"),
                        containsString("pm_card_visa"));
        assertTrue(page("de").contains("noch nicht abgeschlossen") && page("de").contains(url), page("de"));
        assertEquals(url, pay(url, "pm_card_visa"));
        given().header("Accept-Language", "en")
                .accept("text/html")
                .get(path(url))
                .then()
                .body(containsString("Thank you"));
        await().atMost(SOON).untilAsserted(() -> {
            String after = page("en");
            assertTrue(after.contains("in your wallet") && after.contains("€20.50"), after);
            assertTrue(after.contains("Top-up") && !after.contains(url), after);
        });
        as(shopper)
                .get(wallet(shopper) + "/top-ups")
                .then()
                .body("data", hasSize(1))
                .body("data[0].by.kind", org.hamcrest.Matchers.equalTo("shopper"));
    }

    @Test
    void a_double_click_and_the_back_button_make_one_top_up_and_one_charge() {
        String form = field(page("en"), "form");
        String url = begin(form, "20");
        assertEquals(url, begin(form, "20.00"));
        pay(url, "pm_card_visa");
        pay(url, "pm_card_visa");
        assertEquals(url, begin(form, "20"));
        as(shopper).get(wallet(shopper) + "/top-ups").then().body("data", hasSize(1));
        assertEquals(2_000, balance(shopper));
    }

    @Test
    void a_declined_card_is_told_and_the_same_page_takes_another() {
        String url = begin(field(page("en"), "form"), "20");
        pay(url, "pm_card_visa_chargeDeclined");
        given().accept("text/html")
                .header("Accept-Language", "en")
                .get(path(url))
                .then()
                .body(containsString("was declined"), containsString("pm_card_visa"));
        assertTrue(page("de").contains("von der Karte abgelehnt"));
        pay(url, "pm_card_visa");
        assertTrue(page("de").contains("gutgeschrieben") && !page("de").contains("abgelehnt"));
        assertEquals(2_000, balance(shopper));
    }

    @Test
    void who_is_asked_by_the_bank_is_led_there() {
        String url = begin(field(page("en"), "form"), "20");
        assertEquals("https://bank.example/approve", pay(url, "pm_sandbox_requires_action"));
    }

    @Test
    void what_the_shopper_does_not_want_any_more_takes_no_card() {
        String url = begin(field(page("en"), "form"), "20");
        assertEquals("", form(ticket, "action", "end-top-up", "top_up_id", field(page("en"), "top_up_id")));
        assertTrue(page("en").contains("not paid"));
        given().contentType(ContentType.URLENC)
                .formParam("method", "card")
                .formParam("card_token", "pm_card_visa")
                .post(path(url))
                .then()
                .statusCode(409);
        assertEquals(0, balance(shopper));
    }

    @Test
    void anothers_top_up_can_not_be_ended() {
        begin(field(page("en"), "form"), "20");
        String id = field(page("en"), "top_up_id");
        assertEquals("failed", form(ticket(shopper()), "action", "end-top-up", "top_up_id", id));
        assertTrue(page("en").contains("not finished yet"));
    }

    @Test
    void nonsense_and_what_no_card_pays_is_told_in_both_languages() {
        String form = field(page("en"), "form");
        assertEquals("invalid-amount", form(ticket, "action", "top-up", "form", form, "amount", "1,234"));
        assertEquals("invalid-amount", form(ticket, "action", "top-up", "form", form));
        assertEquals("amount-not-payable", form(ticket, "action", "top-up", "form", form, "amount", "0.49"));
        assertEquals("top-up-limit-exceeded", form(ticket, "action", "top-up", "form", form, "amount", "1000.01"));
        assertEquals("failed", form(ticket, "action", "top-up", "form", "x", "amount", "20"));
        for (String language : new String[] {"de", "en"}) {
            given().header("Accept-Language", language)
                    .get("/payments/v1/wallet/" + ticket + "?said=amount-not-payable")
                    .then()
                    .body(containsString("class=\"said\""), not(containsString("amount-not-payable")));
        }
        as(shopper).get(wallet(shopper) + "/top-ups").then().body("data", hasSize(0));
    }

    @Test
    void the_wallets_page_loads_nobodys_script() {
        begin(field(page("en"), "form"), "20");
        given().get("/payments/v1/wallet/" + ticket)
                .then()
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(not(containsString("<script")));
    }
}
