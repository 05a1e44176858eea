package io.tresen.payment;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.engines.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WalletApiIT extends WalletsUnderTest {

    @Test
    void a_wallet_on_which_nothing_moved_is_empty() {
        UUID anna = shopper();
        for (var who : List.of(shop(), as(anna))) {
            who.get(wallet(anna))
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"0\"")
                    .body("shopper_id", equalTo(anna.toString()))
                    .body("balance.amount_minor", equalTo(0))
                    .body("balance.currency", equalTo("EUR"))
                    .body("available.amount_minor", equalTo(0))
                    .body("version", equalTo(0))
                    .body("pin_set", equalTo(false));
            who.get(wallet(anna) + "/entries").then().statusCode(200).body("data", empty());
        }
    }

    @Test
    void a_shopper_that_becomes_known_while_we_wait_is_answered() {
        UUID anna = UUID.randomUUID();
        tell(anna);
        shop().get(wallet(anna)).then().statusCode(200);
    }

    @Test
    void anothers_wallet_answers_like_one_that_is_not_there() {
        UUID anna = shopper();
        topUp(anna, 500);
        UUID nobody = UUID.randomUUID();
        String missing =
                shop().get(wallet(nobody)).then().statusCode(404).extract().asString();
        TestTokens stranger = TestTokens.business(UUID.randomUUID());
        for (String path : List.of("", "/entries")) {
            assertEquals(
                    missing.replace(nobody.toString(), anna.toString()).replace(anna + "\"", anna + path + "\""),
                    as(stranger)
                            .get(wallet(anna) + path)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString());
            as(nobody).get(wallet(anna) + path).then().statusCode(404);
        }
        topUp(as(stranger), anna, "k1", "500", "EUR").statusCode(404);
        as(nobody).body("{\"pin\": \"1234\"}").put(wallet(anna) + "/pin").then().statusCode(404);
        as(anna).get("/payments/v1/ledger/accounts").then().statusCode(403);
    }

    @Test
    void a_top_up_is_booked_once() {
        UUID anna = shopper();
        String key = UUID.randomUUID().toString();
        String id = topUp(anna, key, "2500", "EUR")
                .statusCode(201)
                .body("shopper_id", equalTo(anna.toString()))
                .body("amount.amount_minor", equalTo(2500))
                .body("status", equalTo("posted"))
                .extract()
                .path("top_up_id");
        topUp(anna, key, "2500", "EUR")
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("top_up_id", equalTo(id));
        topUp(anna, key, "2600", "EUR").statusCode(422).body("type", containsString("idempotency-key-reused"));
        as(anna).get(wallet(anna))
                .then()
                .header("ETag", "\"1\"")
                .body("balance.amount_minor", equalTo(2500))
                .body("version", equalTo(1));
        shop().get("/payments/v1/ledger/trial-balance")
                .then()
                .body("data[0].debits_minor", equalTo(2500))
                .body("data[0].difference_minor", equalTo(0));
        numbered();
        shop().get(wallet(anna) + "/entries")
                .then()
                .body("data[0].kind", equalTo("top_up"))
                .body("data[0].top_up_id", equalTo(id))
                .body("data[0].by.kind", equalTo("app"));
    }

    @Test
    void a_top_up_of_nothing_less_or_other_money_is_refused_naming_the_field() {
        UUID anna = shopper();
        topUp(anna, "a", "0", "EUR").statusCode(422).body("errors.pointer", hasItem("/amount/amount_minor"));
        topUp(anna, "b", "-1", "EUR").statusCode(422).body("errors.pointer", hasItem(containsString("/amount")));
        topUp(anna, "c", "5", "JPY").statusCode(422).body("errors.pointer", hasItem("/amount/currency"));
        topUp(anna, "d", "9007199254740992", "EUR").statusCode(422);
        topUp(anna, "e", "1.5", "EUR").statusCode(400);
        topUp(anna, "f", "\"7\"", "EUR").statusCode(400);
        shop().body("{}")
                .header("Idempotency-Key", "g")
                .post(wallet(anna) + "/top-ups")
                .then()
                .statusCode(422);
        shop().body("{\"amount\": {\"amount_minor\": 5, \"currency\": \"EUR\"}}")
                .post(wallet(anna) + "/top-ups")
                .then()
                .statusCode(400);
        topUp(as(anna), anna, "h", "5", "EUR").statusCode(403);
        topUp(as(TestTokens.staff(business, UUID.randomUUID(), "agent")), anna, "i", "5", "EUR")
                .statusCode(403);
        as(anna).get(wallet(anna)).then().body("version", equalTo(0));
    }

    @Test
    void a_wallet_that_is_full_takes_no_more() {
        UUID anna = shopper();
        topUp(anna, (1L << 52) - 1);
        topUp(anna, "full", "1", "EUR").statusCode(409).body("type", containsString("balance-too-large"));
        assertEquals(
                (1L << 52) - 1,
                as(anna).get(wallet(anna)).then().extract().jsonPath().getLong("balance.amount_minor"));
    }

    @Test
    void money_has_its_own_digits_in_every_currency() {
        UUID anna = shopper();
        for (String currency : List.of("JPY", "KWD")) {
            TestTokens business = TestTokens.business(this.business, "DE", currency);
            topUp(as(business), anna, currency, "1990", currency).statusCode(201);
            as(business).get(wallet(anna)).then().body("balance.currency", equalTo(currency));
            numbered();
            String csv = as(business)
                    .accept("text/csv")
                    .get(wallet(anna) + "/entries")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertTrue(csv.contains(currency.equals("JPY") ? ",1990,1990,JPY," : ",1.990,1.990,KWD,"), csv);
        }
    }

    @Test
    void a_shopper_sees_what_was_done_but_not_which_person_of_the_shop_did_it() {
        UUID anna = shopper();
        UUID owner = UUID.randomUUID();
        topUp(as(TestTokens.staff(business, owner, "owner")), anna, "k", "5", "EUR")
                .statusCode(201);
        numbered();
        shop().get(wallet(anna) + "/entries").then().body("data[0].by.id", equalTo(owner.toString()));
        as(anna).get(wallet(anna) + "/entries")
                .then()
                .body("data[0].by.kind", equalTo("staff"))
                .body("data[0].by.id", nullValue());
    }

    // ---- PINs

    private io.restassured.response.ValidatableResponse pin(UUID shopper, String body) {
        return as(shopper)
                .contentType(ContentType.JSON)
                .body(body)
                .put(wallet(shopper) + "/pin")
                .then();
    }

    @Test
    void a_pin_is_set_and_changed_by_whoever_knows_the_old_one() {
        UUID anna = shopper();
        pin(anna, "{\"pin\": \"1234\"}").statusCode(204);
        as(anna).get(wallet(anna)).then().body("pin_set", equalTo(true));
        pin(anna, "{\"pin\": \"5678\"}").statusCode(422).body("errors.pointer", hasItem("/old_pin"));
        pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"0000\"}")
                .statusCode(422)
                .body("type", containsString("wrong-pin"))
                .body("errors.pointer", hasItem("/old_pin"))
                .body("tries_left", equalTo(4));
        pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"1234\"}").statusCode(204);
        pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"1234\"}").statusCode(422);
        shop().body("{\"pin\": \"1234\"}").put(wallet(anna) + "/pin").then().statusCode(403);
    }

    @Test
    void a_pin_has_four_to_twelve_digits() {
        UUID anna = shopper();
        for (String bad : List.of("", "123", "1234567890123", "12a4", "12 34", "١٢٣٤", "-123")) {
            pin(anna, "{\"pin\": \"" + bad + "\"}").statusCode(422).body("errors.pointer", hasItem("/pin"));
        }
        pin(anna, "{}").statusCode(422);
        pin(anna, "{\"pin\": 1234}").statusCode(400);
        pin(anna, "{\"pin\": \"123456789012\"}").statusCode(204);
    }

    @Test
    void five_wrong_pins_lock_it_and_then_the_right_one_opens_nothing() {
        UUID anna = shopper();
        pin(anna, "{\"pin\": \"1234\"}").statusCode(204);
        for (int left = 4; left >= 0; left--) {
            pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"0000\"}")
                    .statusCode(422)
                    .body("tries_left", equalTo(left));
        }
        String retry = pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"1234\"}")
                .statusCode(409)
                .body("type", containsString("pin-locked"))
                .body("errors", nullValue())
                .extract()
                .header("Retry-After");
        assertTrue(Integer.parseInt(retry) > 800 && Integer.parseInt(retry) <= 900, retry);
        // a quarter of an hour later
        database.run(tx -> tx.update(
                "update wallet_pin set locked_until = now() - interval '1 second' where shopper_id = $1", anna));
        pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"0000\"}").statusCode(422).body("tries_left", equalTo(4));
        pin(anna, "{\"pin\": \"5678\", \"old_pin\": \"1234\"}").statusCode(204);
        pin(anna, "{\"pin\": \"9999\", \"old_pin\": \"0000\"}").statusCode(422).body("tries_left", equalTo(4));
    }
}
