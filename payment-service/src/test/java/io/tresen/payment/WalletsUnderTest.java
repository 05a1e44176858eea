package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.engines.TestTokens;
import io.tresen.payment.wallet.Shoppers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the tests of wallets share: shoppers as chat-service tells of them, and their money. */
abstract class WalletsUnderTest extends ServiceUnderTest {

    @Inject
    Shoppers shoppers;

    /** A new shopper of the business that this service knows of. */
    UUID shopper() {
        UUID shopper = UUID.randomUUID();
        tell(shopper);
        await().atMost(SOON).until(() -> database.read(tx -> shoppers.knows(tx, business, shopper)));
        return shopper;
    }

    /** Waits until what was booked stands in the statements. */
    void numbered() {
        await().atMost(SOON).until(() -> database.read(tx -> tx.one(
                        "select 1 from ledger_unnumbered join ledger_account using (account_id) where business_id = $1",
                        business))
                .isEmpty());
    }

    void tell(UUID shopper) {
        UUID conversation = UUID.randomUUID();
        send(
                Topics.CHAT_SHOPPER,
                shopper,
                UUID.randomUUID(),
                1,
                ShopperChanged.newBuilder()
                        .setShopperId(shopper)
                        .setBusinessId(business)
                        .setConversationIds(List.of(conversation))
                        .setLatestConversationId(conversation)
                        .setMarketingAllowed(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    RequestSpecification shop() {
        return given().header("Authorization", bearer()).contentType(ContentType.JSON);
    }

    RequestSpecification as(TestTokens token) {
        return given().header("Authorization", "Bearer " + token.mint()).contentType(ContentType.JSON);
    }

    RequestSpecification as(UUID shopper) {
        return as(TestTokens.shopper(business, shopper, UUID.randomUUID()));
    }

    static String wallet(UUID shopper) {
        return "/payments/v1/wallets/" + shopper;
    }

    ValidatableResponse topUp(UUID shopper, String key, String amount, String currency) {
        return topUp(shop(), shopper, key, amount, currency);
    }

    static ValidatableResponse topUp(
            RequestSpecification who, UUID shopper, String key, String amount, String currency) {
        return who.header("Idempotency-Key", key)
                .body("{\"amount\": {\"amount_minor\": " + amount + ", \"currency\": \"" + currency + "\"}}")
                .post(wallet(shopper) + "/top-ups")
                .then();
    }

    void topUp(UUID shopper, long amount) {
        topUp(shopper, UUID.randomUUID().toString(), Long.toString(amount), "EUR")
                .statusCode(201);
    }
}
