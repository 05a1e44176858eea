package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.engines.TestTokens;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What tests of transfers share: a shop in EUR, two shoppers that it knows, what the ledger holds, calls by REST. */
abstract class TransfersUnderTest extends WalletsUnderTest {

    @Inject
    Businesses businesses;

    @Inject
    LedgerTransfers ledger;

    @Inject
    LedgerAccounts accounts;

    final UUID anna = UUID.randomUUID();
    final UUID ben = UUID.randomUUID();

    @BeforeEach
    void open() {
        Businesses.Business shop = new Businesses.Business(
                business, "Hofladen", "hof-" + business, "DE", "EUR", "de", Set.of(PaymentMethod.WALLET));
        database.run(tx -> businesses.put(tx, shop, 1));
        know(business, anna, ben);
    }

    void know(UUID businessId, UUID... shopperIds) {
        database.run(tx -> {
            for (UUID shopperId : shopperIds) {
                shoppers.put(tx, businessId, shopperId, 1);
            }
        });
    }

    long balance(UUID shopperId) {
        return held(shopperId).map(LedgerBalance::postedMinor).orElse(0L);
    }

    long available(UUID shopperId) {
        return held(shopperId).map(LedgerBalance::availableMinor).orElse(0L);
    }

    private Optional<LedgerBalance> held(UUID shopperId) {
        return database.read(tx -> accounts.wallet(tx, business, shopperId, "EUR"));
    }

    /** How many legs the ledger has booked of a transfer. */
    long legs(UUID transferId) {
        return database.read(tx -> tx.one(
                        "select count(*) as n from ledger_entry where business_id = $1 and transfer_id = $2",
                        business,
                        transferId))
                .orElseThrow()
                .getLong("n");
    }

    void assertBalanced() {
        database.read(tx -> ledger.trialBalance(tx, business))
                .forEach(line -> assertEquals(line.debitsMinor(), line.creditsMinor(), line.currency()));
    }

    // ---- calls

    static JsonObject eur(long minor) {
        return new JsonObject().put("amount_minor", minor).put("currency", "EUR");
    }

    static JsonObject sending(UUID from, UUID to, long minor) {
        return new JsonObject()
                .put("from_shopper_id", from.toString())
                .put("to_shopper_id", to.toString())
                .put("amount", eur(minor));
    }

    ValidatableResponse send(UUID from, JsonObject body) {
        return as(from).header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.encode())
                .post("/payments/v1/transfers")
                .then();
    }

    ValidatableResponse pin(UUID shopperId, String pin) {
        return as(shopperId)
                .body(new JsonObject().put("pin", pin).encode())
                .put(wallet(shopperId) + "/pin")
                .then();
    }

    static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("transfer_id"));
    }

    // ---- the page

    String ticket(UUID shopperId) {
        return TestTokens.shopper(business, shopperId, UUID.randomUUID())
                .with("aud", "tresen-wallet")
                .with("groups", null)
                .mint();
    }

    /** Sends a form of the page. @return the word that the page says then */
    String form(String ticket, String... fields) {
        RequestSpecification form = given().redirects().follow(false).contentType(ContentType.URLENC);
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        String location = form.post("/payments/v1/wallet/" + ticket)
                .then()
                .statusCode(303)
                .header("Cache-Control", "no-store")
                .extract()
                .header("Location");
        return location.substring(location.indexOf("?said=") + "?said=".length());
    }
}
