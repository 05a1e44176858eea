package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.engines.TestTokens;
import io.tresen.payment.provider.WebhookBodies;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fees by the operator's rules, parts of refunds and the payout statement, on the running service. */
@QuarkusTest
class FeesIT extends ServiceUnderTest {

    private final UUID payment = Payment.id(order, 1);
    private final String rule = "five-" + order;

    /** 5 %, at least 0.40, for the test's own shop. */
    private String fivePercent(String more) {
        return """
                {"rules": [{"name": "%s", "business_id": "%s", "currency": "EUR", "rate_ppm": 50000, "minimum_minor": 40%s}]}"""
                .formatted(rule, business, more);
    }

    /** As {@code deploy/local/fee-rules} does. @return state and detail */
    private String operator(String file) {
        long id = database.inTransaction(
                tx -> tx.one("insert into operator_command (kind, target) values ('fee-rules', $1) returning id", file)
                        .orElseThrow()
                        .getLong("id"));
        return await().atMost(SOON)
                .until(
                        () -> database.read(tx -> tx.one("select state, detail from operator_command where id = $1", id)
                                .map(row -> row.getString("state") + ": " + row.getString("detail"))
                                .orElseThrow()),
                        ended -> !ended.startsWith("requested"));
    }

    private RequestSpecification shop() {
        return given().header("Authorization", bearer());
    }

    private ValidatableResponse shown() {
        return shop().get("/payments/v1/payments/" + payment).then().statusCode(200);
    }

    private void paidByCard() {
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .post("/payments/v1/pay/" + held().order().payToken())
                .then()
                .statusCode(200);
        await().atMost(SOON).untilAsserted(() -> shown().body("status", equalTo("captured")));
    }

    private String refund(long amount) {
        String id = shop().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"amount_minor\": " + amount + ", \"reason\": \"scratched\"}")
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then()
                .extract()
                .path("refund_id");
        await().atMost(SOON).untilAsserted(() -> refundShown(id).body("status", equalTo("succeeded")));
        return id;
    }

    private ValidatableResponse refundShown(String id) {
        return shop().get("/payments/v1/payments/" + payment + "/refunds/" + id)
                .then()
                .statusCode(200);
    }

    private long balance(String kind) {
        return database.read(tx -> tx.one(
                        """
                        select coalesce(sum(credit_minor - debit_minor), 0)::bigint as balance
                        from ledger_account a join ledger_entry e using (account_id)
                        where a.business_id = $1 and a.kind = $2""",
                        business,
                        kind))
                .orElseThrow()
                .getLong("balance");
    }

    private RequestSpecification period(Instant from, Instant to) {
        return shop().queryParam("from", from.toString()).queryParam("to", to.toString());
    }

    @Test
    void without_a_rule_there_is_no_fee_and_all_is_as_before() {
        paidByCard();
        shown().body("fee_minor", equalTo(0))
                .body("fee_rule", nullValue())
                .body("parts.tax_minor", equalTo(318))
                .body("parts.shipping_minor", equalTo(490))
                .body("parts.discount_minor", equalTo(100));
        assertEquals(1990, balance("business_balance"));
    }

    @Test
    void a_capture_pays_its_fee_refunds_give_its_share_back_and_one_that_fails_later_takes_its_own_again() {
        assertEquals("done: 1 rules read, 1 put or ended", operator(fivePercent("")));
        paidByCard();
        shown().body("fee_minor", equalTo(100)).body("fee_rule", equalTo(rule));
        assertEquals(1890, balance("business_balance"));
        assertEquals(100, balance("platform_fees"));

        String first = refund(663);
        refundShown(first)
                .body("parts.tax_minor", equalTo(106))
                .body("parts.shipping_minor", equalTo(163))
                .body("parts.discount_minor", equalTo(33))
                .body("parts.fee_minor", equalTo(33));
        shown().body("status", equalTo("partially_refunded")).body("reversed.tax_minor", equalTo(106));
        refund(1327);
        shown().body("status", equalTo("refunded"))
                .body("reversed.tax_minor", equalTo(318))
                .body("reversed.fee_minor", equalTo(100));
        assertEquals(0, balance("business_balance"));
        assertEquals(0, balance("platform_fees"));

        JsonObject failed = stripe.refundsOf(order.toString()).stream()
                .filter(made -> made.getLong("amount") == 663)
                .findFirst()
                .orElseThrow()
                .copy()
                .put("status", "failed");
        String body = WebhookBodies.event("evt_" + UUID.randomUUID(), "refund.failed", failed);
        given().contentType("application/json")
                .header("Stripe-Signature", WebhookBodies.signature(body))
                .body(body)
                .post("/payments/v1/providers/stripe/webhook")
                .then()
                .statusCode(200);
        shown().body("status", equalTo("partially_refunded"))
                .body("reversed.tax_minor", equalTo(318 - 106))
                .body("reversed.fee_minor", equalTo(67));
        refundShown(first).body("status", equalTo("failed")).body("parts.fee_minor", equalTo(0));
        assertEquals(630, balance("business_balance"));
        assertEquals(33, balance("platform_fees"));
        RefundFailed told = told(RefundFailed.class);
        assertEquals(1990, told.getCapturedMinor());
        assertEquals(1327, told.getRefundedMinor());
        statement();
    }

    /** Of the history above. */
    private void statement() {
        Instant from = Instant.now().minusSeconds(600);
        Instant to = Instant.now().plusSeconds(600);
        period(from, to)
                .get("/payments/v1/payouts")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].currency", equalTo("EUR"))
                .body("data[0].opening_minor", equalTo(0))
                .body("data[0].captured_minor", equalTo(1990))
                .body("data[0].refunded_minor", equalTo(1327))
                .body("data[0].fees_minor", equalTo(100))
                .body("data[0].fees_reversed_minor", equalTo(67))
                .body("data[0].other_minor", equalTo(0))
                .body("data[0].closing_minor", equalTo(630))
                .body("lines.kind", contains("capture", "refund", "refund", "refund_reversal"))
                .body("lines.amount_minor", contains(1990, -663, -1327, 663))
                .body("lines.fee_minor", contains(100, -33, -67, 33))
                .body("lines.net_minor", contains(1890, -630, -1260, 630))
                .body("lines[0].order_no", equalTo("T00001"))
                .body("paging.next", nullValue());
        String next = period(from, to)
                .queryParam("limit", 3)
                .get("/payments/v1/payouts")
                .then()
                .body("lines", hasSize(3))
                .body("paging.next", notNullValue())
                .extract()
                .path("paging.next");
        period(from, to)
                .queryParam("cursor", next)
                .get("/payments/v1/payouts")
                .then()
                .body("lines.kind", contains("refund_reversal"));
        period(to, to.plusSeconds(1))
                .get("/payments/v1/payouts")
                .then()
                .body("data[0].opening_minor", equalTo(630))
                .body("data[0].closing_minor", equalTo(630))
                .body("lines", hasSize(0));
        List<String> rows = period(from, to)
                .accept("text/csv")
                .get("/payments/v1/payouts")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString()
                .lines()
                .toList();
        assertEquals(7, rows.size(), rows.toString());
        assertEquals(
                "at,kind,order_no,order_id,payment_id,refund_id,currency,amount_minor,fee_minor,net_minor,balance_minor",
                rows.get(0));
        assertTrue(rows.get(1).endsWith(",opening,,,,,EUR,,,,0"), rows.get(1));
        assertTrue(rows.get(2).endsWith(",EUR,1990,100,1890,1890"), rows.get(2));
        assertTrue(rows.get(5).endsWith(",EUR,663,33,630,630"), rows.get(5));
        assertTrue(rows.get(6).endsWith(",closing,,,,,EUR,,,,630"), rows.get(6));
    }

    @Test
    void cash_on_delivery_pays_the_same_fee_when_it_is_collected() {
        operator(fivePercent(""));
        requested(PaymentMethod.COD, null);
        collectionOpened();
        await().atMost(SOON)
                .until(() ->
                        heldIfThere().filter(it -> it.order().collectionOpen()).isPresent());
        shop().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body("{\"amount_minor\": 1990}")
                .post("/payments/v1/payments/" + payment + "/collection")
                .then()
                .statusCode(200)
                .body("fee_minor", equalTo(100));
        assertEquals(100, balance("platform_fees"));
        refundShown(refund(1990)).body("parts.fee_minor", equalTo(100));
        assertEquals(0, balance("platform_fees"));
    }

    @Test
    void rules_are_published_to_whom_they_touch() {
        operator(fivePercent(", \"valid_to\": \"2999-01-01T00:00:00Z\""));
        shop().get("/payments/v1/fee-rules")
                .then()
                .statusCode(200)
                .body("data[0].name", equalTo(rule))
                .body("data[0].yours", equalTo(true))
                .body("data[0].rate_ppm", equalTo(50_000))
                .body("data[0].minimum_minor", equalTo(40))
                .body("data[0].currency", equalTo("EUR"))
                .body("data[0].method", nullValue())
                .body("data[0].valid_to", equalTo("2999-01-01T00:00:00Z"));
        given().header(
                        "Authorization",
                        "Bearer " + TestTokens.business(UUID.randomUUID()).mint())
                .get("/payments/v1/fee-rules")
                .then()
                .statusCode(200)
                .body("data.name", not(hasItem(rule)));
        String agent = "Bearer "
                + TestTokens.staff(business, UUID.randomUUID(), "agent").mint();
        given().header("Authorization", agent)
                .get("/payments/v1/fee-rules")
                .then()
                .statusCode(403);
        given().header("Authorization", agent)
                .get("/payments/v1/payouts")
                .then()
                .statusCode(403);
    }

    @Test
    void a_file_that_is_wrong_puts_nothing_and_says_why() {
        String two = fivePercent("").replace("]}", ", {\"name\": \"Bad\", \"rate_ppm\": 1}]}");
        String refused = operator(two);
        assertTrue(refused.startsWith("failed: bad-fee-rule: Bad: "), refused);
        assertTrue(operator("not json").startsWith("failed: bad-fee-rule"));
        shop().get("/payments/v1/fee-rules").then().body("data.name", not(hasItem(rule)));
        operator(fivePercent(""));
        assertEquals("done: 1 rules read, 0 put or ended", operator(fivePercent("")));
        assertTrue(operator(fivePercent("").replace("50000", "60000")).contains("is published"));
    }

    @Test
    void the_database_itself_changes_no_rule_but_its_end() {
        operator(fivePercent(""));
        for (String sql : List.of(
                "update fee_rule set rate_ppm = 0 where name = $1",
                "update fee_rule set valid_from = now() where name = $1",
                "delete from fee_rule where name = $1")) {
            assertThrows(RuntimeException.class, () -> database.run(tx -> tx.update(sql, rule)), sql);
        }
        database.run(tx -> tx.update("update fee_rule set valid_to = now() where name = $1", rule));
    }

    @Test
    void a_period_needs_both_ends_in_their_order() {
        shop().get("/payments/v1/payouts").then().statusCode(400);
        Instant now = Instant.now();
        period(now, now).get("/payments/v1/payouts").then().statusCode(400);
        period(now, now.plusSeconds(1))
                .queryParam("cursor", "x")
                .get("/payments/v1/payouts")
                .then()
                .statusCode(400);
        shop().queryParam("from", "yesterday")
                .queryParam("to", now.toString())
                .get("/payments/v1/payouts")
                .then()
                .statusCode(400);
        period(now, now.plusSeconds(1))
                .accept("image/png")
                .get("/payments/v1/payouts")
                .then()
                .statusCode(406);
    }
}
