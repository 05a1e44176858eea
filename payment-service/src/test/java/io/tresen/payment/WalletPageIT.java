package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.engines.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The wallet's page by its forms: the ticket, the PIN, and what waits for it. */
@QuarkusTest
class WalletPageIT extends TransferCallsUnderTest {

    @Test
    void the_page_shows_the_wallet_in_the_readers_language_and_loads_nothing() {
        topUp(anna, 1_990);
        id(ask(ben, anna, 300));
        numbered();
        String ticket = ticket(anna);
        given().header("Accept-Language", "de")
                .get("/payments/v1/wallet/" + ticket)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(
                        containsString("Guthaben"),
                        containsString("19,90\u00a0€"),
                        containsString("An eine andere Person"))
                .body(containsString("3,00\u00a0€"), containsString("Lege zuerst unten eine PIN fest."))
                .body(not(containsString("<script")), not(containsString("src=")), not(containsString(ben.toString())));
        given().header("Accept-Language", "en")
                .get("/payments/v1/wallet/" + ticket)
                .then()
                .body(containsString("€19.90"), containsString("Top-up"), containsString("To another shopper"));
    }

    @Test
    void a_ticket_that_does_not_hold_gets_a_page_that_says_how_to_get_another() {
        TestTokens good = TestTokens.shopper(business, anna, UUID.randomUUID()).with("aud", "tresen-wallet");
        for (String ticket : List.of(
                good.expired().mint(),
                good.signedByStranger().mint(),
                good.with("aud", "tresen").mint(),
                "nonsense")) {
            given().header("Accept-Language", "en")
                    .get("/payments/v1/wallet/" + ticket)
                    .then()
                    .statusCode(404)
                    .contentType(startsWith("text/html"))
                    .body(containsString("in the chat to get a new one"), not(containsString("<form")));
            given().contentType(ContentType.URLENC)
                    .formParam("action", "pin")
                    .formParam("pin", "4711")
                    .post("/payments/v1/wallet/" + ticket)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_ticket_is_no_token() {
        refused(
                given().header("Authorization", "Bearer " + ticket(anna))
                        .get("/payments/v1/transfers")
                        .then(),
                401,
                "unauthorized");
    }

    private String pinState(String ticket) {
        String html = given().get("/payments/v1/wallet/" + ticket).asString();
        return html.replaceAll("(?s).*name=\"pin_state\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void a_pin_is_set_and_changed_on_the_page_and_the_same_form_twice_changes_it_once() {
        String ticket = ticket(anna);
        String none = pinState(ticket);
        assertEquals("invalid-pin", form(ticket, "action", "pin", "pin", "12a4", "pin_state", none));
        assertEquals("invalid-pin", form(ticket, "action", "pin", "pin_state", none));
        assertEquals("pin-saved", form(ticket, "action", "pin", "pin", "4711", "pin_state", none));
        assertEquals("pin-changed", form(ticket, "action", "pin", "pin", "4711", "pin_state", none));
        String set = pinState(ticket);
        assertEquals("wrong-pin", form(ticket, "action", "pin", "pin", "0815", "pin_state", set));
        assertEquals("wrong-pin", form(ticket, "action", "pin", "pin", "0815", "old_pin", "9999", "pin_state", set));
        assertEquals("pin-saved", form(ticket, "action", "pin", "pin", "0815", "old_pin", "4711", "pin_state", set));
        assertEquals("pin-changed", form(ticket, "action", "pin", "pin", "0815", "old_pin", "4711", "pin_state", set));
    }

    @Test
    void what_waits_is_paid_on_the_page_by_pin_and_a_double_click_pays_once() {
        topUp(anna, 1_000);
        UUID id = id(ask(ben, anna, 300));
        String ticket = ticket(anna);
        assertEquals("invalid-pin", form(ticket, "action", "pay", "transfer_id", id.toString()));
        assertEquals("pin-not-set", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        form(ticket, "action", "pin", "pin", "4711", "pin_state", pinState(ticket));
        assertEquals("wrong-pin", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "0815"));
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        assertEquals(700, balance(anna));
        numbered();
        given().header("Accept-Language", "en")
                .get("/payments/v1/wallet/" + ticket + "?said=posted")
                .then()
                .body(containsString("Paid."), containsString("Transfer"), not(containsString("4711")));
    }

    @Test
    void what_waits_is_declined_on_the_page_without_a_pin() {
        UUID id = id(ask(ben, anna, 300));
        String ticket = ticket(anna);
        assertEquals("ended", form(ticket, "action", "end", "transfer_id", id.toString()));
        assertEquals("ended", form(ticket, "action", "end", "transfer_id", id.toString()));
        as(ben).get("/payments/v1/transfers/" + id).then().body("status", equalTo("declined"));
    }

    @Test
    void nonsense_in_a_form_is_told_and_does_nothing() {
        String ticket = ticket(anna);
        UUID foreign = id(ask(anna, ben, 300));
        assertEquals("failed", form(ticket));
        assertEquals("failed", form(ticket, "action", "steal"));
        assertEquals("failed", form(ticket, "action", "end", "transfer_id", "1"));
        assertEquals("failed", form(ticket, "action", "end", "transfer_id", foreign.toString()));
        given().get("/payments/v1/wallet/" + ticket + "?said=<b>boo</b>")
                .then()
                .statusCode(200)
                .body(not(containsString("boo")));
    }
}
