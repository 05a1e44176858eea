package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.TestTokens;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much a payer may send, set by the shop's owner. */
@QuarkusTest
class WalletLimitsIT extends TransferCallsUnderTest {

    @Test
    void an_owner_sets_the_limits_and_everybody_sees_them() {
        shop().get("/payments/v1/wallet-limits")
                .then()
                .statusCode(200)
                .body("per_transfer.amount_minor", equalTo(100_000))
                .body("per_day.amount_minor", equalTo(500_000));
        String wanted = new JsonObject()
                .put("per_transfer", eur(500))
                .put("per_day", eur(800))
                .encode();
        shop().body(wanted).put("/payments/v1/wallet-limits").then().statusCode(200);
        as(anna).get("/payments/v1/wallet-limits").then().body("per_day.amount_minor", equalTo(800));
        refused(send(anna, sending(anna, ben, 501)), 409, "insufficient-funds");
        topUp(anna, 10_000);
        refused(send(anna, sending(anna, ben, 501)), 422, "transfer-limit-exceeded");
        send(anna, sending(anna, ben, 500)).statusCode(201);
        refused(send(anna, sending(anna, ben, 301)), 409, "daily-limit-exceeded");
        refused(ask(ben, anna, 501), 422, "transfer-limit-exceeded");
    }

    @Test
    void limits_are_in_the_shops_currency_and_not_for_agents_or_shoppers_to_set() {
        String dollars = new JsonObject()
                .put("per_transfer", eur(500).put("currency", "USD"))
                .encode();
        ValidatableResponse wrong =
                shop().body(dollars).put("/payments/v1/wallet-limits").then();
        wrongField(wrong, "/per_transfer/currency");
        wrong.body("errors.pointer", hasItem("/per_day"));
        String wanted = new JsonObject()
                .put("per_transfer", eur(500))
                .put("per_day", eur(800))
                .encode();
        refused(as(anna).body(wanted).put("/payments/v1/wallet-limits").then(), 403, "forbidden");
        refused(
                given().contentType(ContentType.JSON)
                        .header(
                                "Authorization",
                                "Bearer "
                                        + TestTokens.staff(business, UUID.randomUUID(), "agent")
                                                .mint())
                        .body(wanted)
                        .put("/payments/v1/wallet-limits")
                        .then(),
                403,
                "forbidden");
    }
}
