package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.access.Callers;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}). */
@QuarkusTest
class AccessIT extends TransfersUnderTest {

    private static final String TABLE =
            """
            GET    /payments/v1/payments?order_id=${order}                 poa  200+payment
            GET    /payments/v1/payments/{payment_id:payment}              poa  200
            GET    /payments/v1/pay/{pay_token}                            -    200
            POST   /payments/v1/pay/{pay_token}                            -    200 {"method": "card", "card_token": "pm_card_visa"}
            POST   /payments/v1/payments/{payment_id:payment}/refunds      po   202 {"amount_minor": 100, "reason": "late"}
            GET    /payments/v1/payments/{payment_id:payment}/refunds      poa  200+refund
            GET    /payments/v1/payments/{payment_id:payment}/refunds/{refund_id:refund} poa 200
            POST   /payments/v1/payments/{payment_id:cash}/collection      po   200 {"amount_minor": 1990}
            GET    /payments/v1/payouts?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z po 200
            GET    /payments/v1/fee-rules                                  po   200
            GET    /payments/v1/ledger/trial-balance                       po   200
            GET    /payments/v1/ledger/accounts?kind=shopper_wallet        po   200+anna
            GET    /payments/v1/ledger/accounts/{account_id:account}/entries po 200
            POST   /payments/v1/providers/stripe/webhook                   -    400 @Content-Type=application/octet-stream {}
            GET    /payments/v1/wallets/{shopper_id:anna}                  poas 200
            GET    /payments/v1/wallets/{shopper_id:anna}/entries          spo  200
            POST   /payments/v1/wallets/{shopper_id:anna}/top-ups          po   201 {"amount": {"amount_minor": 100, "currency": "EUR"}}
            GET    /payments/v1/wallets/{shopper_id:anna}/top-ups          spo  200+top_up
            GET    /payments/v1/wallets/{shopper_id:anna}/top-ups/{top_up_id:top_up} spo 200
            GET    /payments/v1/top-up/{pay_token:top_up_token}            -    200
            POST   /payments/v1/top-up/{pay_token:top_up_token}            -    200 {"method": "card", "card_token": "pm_card_visa"}
            GET    /payments/v1/wallet-limits                              poas 200
            PUT    /payments/v1/wallet-limits                              po   200 {"per_transfer": {"amount_minor": 900, "currency": "EUR"}, "per_day": {"amount_minor": 5000, "currency": "EUR"}}
            POST   /payments/v1/transfers                                  s    201 {"from_shopper_id": "${anna}", "to_shopper_id": "${ben}", "amount": {"amount_minor": 10, "currency": "EUR"}}
            GET    /payments/v1/transfers                                  spoa 200+asked
            GET    /payments/v1/transfers/{transfer_id:asked}              spoa 200
            POST   /payments/v1/payment-requests                           pos  201 {"from_shopper_id": "${ben}", "amount": {"amount_minor": 10, "currency": "EUR"}}
            POST   /payments/v1/transfers/{transfer_id:asked}/acceptance   s    200
            POST   /payments/v1/transfers/{transfer_id:unwanted}/declination spo 200
            POST   /payments/v1/transfers/{transfer_id:taken_back}/cancellation spo 200
            GET    /payments/v1/wallet/{ticket}                            t    200 @Accept=text/html
            POST   /payments/v1/wallet/{ticket}                            t    303 @Content-Type=application/x-www-form-urlencoded action=end
            PUT    /payments/v1/wallets/{shopper_id:anna}/pin              s    204 {"pin": "4711"}
            PUT    /local/clock                                            -    422 {}
            """;

    @Inject
    BeanManager beans;

    @Test
    void every_endpoint_is_in_the_table() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobody_gets_what_is_not_theirs() {
        Map<String, String> things = new HashMap<>();
        things.put("anna", anna.toString());
        things.put("ben", ben.toString());
        things.put("ticket", ticket(anna));
        topUp(anna, 5_000);
        things.put(
                "account",
                shop().get("/payments/v1/ledger/accounts?kind=shopper_wallet")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("data[0].account_id"));
        things.put("asked", asked(as(ben), anna));
        things.put("unwanted", asked(shop(), anna));
        things.put("taken_back", asked(as(anna), ben));
        askedToTopUp(things);
        paidByCard(things);
        deliveredForCash(things);
        AccessMatrix matrix = new AccessMatrix(
                URI.create("http://localhost:" + RestAssured.port),
                TABLE,
                Callers.of(business, anna, UUID.randomUUID()),
                things,
                Set.of("anna", "top_up", "asked", "unwanted", "taken_back"));
        await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
        assertEquals(List.of(), matrix.play());
    }

    private static String asked(RequestSpecification who, UUID of) {
        return id(who.header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(new JsonObject()
                                .put("from_shopper_id", of.toString())
                                .put("amount", eur(10))
                                .encode())
                        .post("/payments/v1/payment-requests")
                        .then()
                        .statusCode(201))
                .toString();
    }

    private void askedToTopUp(Map<String, String> things) {
        ValidatableResponse asked = shop().header(
                        "Idempotency-Key", UUID.randomUUID().toString())
                .body(new JsonObject()
                        .put("amount", eur(500))
                        .put("method", "card")
                        .encode())
                .post("/payments/v1/wallets/" + anna + "/top-ups")
                .then()
                .statusCode(202);
        String payUrl = asked.extract().path("pay_url");
        things.put("top_up", asked.extract().path("top_up_id"));
        things.put("top_up_token", payUrl.substring(payUrl.lastIndexOf('/') + 1));
    }

    private void paidByCard(Map<String, String> things) {
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        String payToken = held().order().payToken();
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .post("/payments/v1/pay/" + payToken)
                .then()
                .statusCode(200);
        String payment = Payment.id(order, 1).toString();
        ValidatableResponse refund = shop().header(
                        "Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"amount_minor\": 100, \"reason\": \"late\"}")
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then()
                .statusCode(202);
        things.put("order", order.toString());
        things.put("pay_token", payToken);
        things.put("payment", payment);
        things.put("refund", refund.extract().path("refund_id"));
    }

    private void deliveredForCash(Map<String, String> things) {
        UUID other = UUID.randomUUID();
        things.put("cash", Payment.id(other, 1).toString());
        send(
                Topics.ORDER_PAYMENT_REQUEST,
                other,
                UUID.randomUUID(),
                1,
                PaymentRequested.newBuilder()
                        .setOrderId(other)
                        .setOrderNo("T00002")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .setShopperId(anna)
                        .setConversationId(UUID.randomUUID())
                        .setAmount(new Money(1990L, "EUR"))
                        .setAmounts(new OrderAmounts(1990L, 0L, 0L, 0L, 0L))
                        .setMethod(PaymentMethod.COD)
                        .build());
        send(
                Topics.ORDER_PAYMENT_REQUEST,
                other,
                UUID.randomUUID(),
                2,
                CollectionOpened.newBuilder()
                        .setOrderId(other)
                        .setOrderNo("T00002")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .build());
        await().atMost(SOON).until(() -> database.read(tx -> payments.find(tx, new OrderKey(business, other)))
                .isPresent());
    }
}
