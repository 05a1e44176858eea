package io.tresen.proof.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** INTERFACE.md section 8, what the shop sees: payments and their pay page, refunds, cash, fees, payouts, the ledger. */
class InterfaceMoneyIT extends OnThePlatform {

    private static final String PAYMENTS = "/payments/v1/payments";
    private static final String VISA = card("pm_card_visa");

    private final InterfaceTable table = new InterfaceTable();
    private final Shop shop = newShop().payableBy("card", "wallet", "cod");
    private final Http app = shop.http();

    @AfterEach
    void theDocumentHolds() {
        table.holds();
    }

    @Test
    void aPaymentIsReadByItsShop() {
        String order = order("card", null);
        String pay = shop.payPath(order);
        String payment = table.when(app, "GET " + PAYMENTS + "?order_id=" + order)
                .answers(200, payment("/data/0", order, "card", "pending"))
                .body()
                .at("/data/0/payment_id")
                .asText();
        JsonNode read = table.when(app, "GET " + PAYMENTS + "/" + payment)
                .answers(200, payment("", order, "card", "pending"))
                .body();
        table.says("a pay_url", true, read.path("pay_url").asText().endsWith(pay));
        table.says("attention", false, read.has("attention"));
        table.when(app, "GET " + PAYMENTS).refuses(400, "invalid-parameter", "/errors/0/parameter=order_id");
        table.when(app, "GET " + PAYMENTS + "?order_id=7").refuses(400, "invalid-parameter");
        table.when(app.open(), "GET " + PAYMENTS + "/" + payment).refuses(401, "unauthorized");
        table.when(shop.shopper().http(), "GET " + PAYMENTS + "/" + payment).refuses(403, "forbidden");
        JsonNode nothing = table.when(app, "GET " + PAYMENTS + "/" + UUID.randomUUID())
                .refuses(404, "not-found")
                .body();
        table.says(
                "another shop's payment",
                nothing,
                table.when(newShop().http(), "GET " + PAYMENTS + "/" + payment)
                        .refuses(404, "not-found")
                        .body());
        cancel(order, pay);
    }

    @Test
    void thePayPageTakesACardUntilItIsPaid() {
        String order = order("card", null);
        String pay = shop.payPath(order);
        Http anyone = app.open();
        table.when(anyone, "GET " + pay)
                .answers(
                        200,
                        "/order_no",
                        "/amount/amount_minor=1990",
                        "/amount/currency=EUR",
                        "/status=pending",
                        "/methods/0=card");
        String page = table.when(anyone, "GET " + pay)
                .header("Accept", "text/html")
                .answers(200)
                .header("Content-Type");
        table.says("the page", true, page != null && page.startsWith("text/html"));
        String unknown = pay.substring(0, pay.length() - 3) + "xyz";
        table.when(anyone, "GET " + unknown).refuses(404, "not-found");
        table.when(anyone, "POST " + unknown).with(VISA).refuses(404, "not-found");
        pay(pay, "{\"method\": \"cash\"}").refuses(422, "invalid-fields", "/errors/0/pointer=/method");
        pay(pay, "{\"method\": \"card\"}").refuses(422, "invalid-fields", "/errors/0/pointer=/card_token");
        pay(pay, "{\"method\": \"card\", \"card_token\": 7}").refuses(400, "wrong-type");
        pay(pay, "{\"method\": \"wallet\", \"pin\": \"1234\"}").refuses(422, "payment-method-unavailable");
        pay(pay, VISA).key("short").refuses(400, "idempotency-key-invalid");
        String declined = pay(pay, card("pm_card_visa_chargeDeclined"))
                .answers(200, "/status=failed", "/methods/0=card")
                .body()
                .path("payment_id")
                .asText();
        String captured = pay(pay, VISA)
                .answers(200, "/status=captured", "/methods")
                .body()
                .path("payment_id")
                .asText();
        table.says("the next attempt's id is new", true, !declined.equals(captured));
        pay(pay, card("pm_card_visa_chargeDeclined")).answers(200, "/status=captured", "/payment_id=" + captured);
        table.when(app, "GET " + PAYMENTS + "?order_id=" + order)
                .answers(
                        200,
                        "/data/0/status=failed",
                        "/data/1/status=captured",
                        "/data/1/captured/amount_minor=1990",
                        "/data/1/refunded/amount_minor=0");
        shop.awaitPaymentStatus(order, "paid");
    }

    @Test
    void aFormIsSentOnToTheBankOrTheChat() {
        String asked = order("card", null);
        String pay = shop.payPath(asked);
        String bank = pay(pay, card("pm_sandbox_requires_action"))
                .answers(200, "/status=pending", "/next_action/redirect_url")
                .body()
                .at("/next_action/redirect_url")
                .asText();
        table.says(
                "the form's way",
                bank,
                form(pay, "pm_sandbox_requires_action").answers(303).header("Location"));
        cancel(asked, null);

        String chat = shop.payPath(order("card", shop.shopper().shopperId()));
        String next = form(chat, "pm_card_visa").answers(303).header("Location");
        table.says("the form's way", true, next != null && next.endsWith("/chat/s/" + shop.handle()));
    }

    @Test
    void aClosedPaymentIsNotPayable() {
        String order = order("card", null);
        String pay = shop.payPath(order);
        cancel(order, pay);
        pay(pay, VISA).refuses(409, "not-payable");
        table.when(app.open(), "GET " + pay).answers(200, "/status=cancelled", "/methods");
        shop.awaitPaymentStatus(order, "none");
    }

    @Test
    void moneyOfAWrongAmountIsHeldForAPerson() {
        String order = order("card", null);
        pay(shop.payPath(order), card("pm_sandbox_wrong_amount")).answers(200, "/status=pending");
        JsonNode held = shop.payments(order).path(0);
        String path = PAYMENTS + "/" + held.path("payment_id").asText();
        table.when(app, "GET " + path).answers(200, "/status=pending", "/attention/code", "/attention/at", "/captured");
        refund(path, held.at("/captured/amount_minor").asLong(), null).answers(202, "/refund_id", "/status");
        awaits(path, "refunded");
        cancel(order, null);
    }

    @Test
    void noMoreIsRefundedThanWasCaptured() {
        String order = order("card", null);
        String payment = pay(shop.payPath(order), VISA)
                .answers(200, "/status=captured")
                .body()
                .path("payment_id")
                .asText();
        String path = PAYMENTS + "/" + payment;
        refund(path, 0, null).refuses(422, "invalid-fields", "/errors/0/pointer=/amount_minor");
        table.when(app, "POST " + path + "/refunds")
                .with("{\"amount_minor\": 1}")
                .refuses(422, "invalid-fields", "/errors/0/pointer=/reason");
        table.when(app, "POST " + path + "/refunds")
                .with("{\"amount_minor\": \"1\", \"reason\": \"x\"}")
                .refuses(400, "wrong-type");
        refund(path, 1_991, null).refuses(409, "refund-exceeds-captured");
        String key = UUID.randomUUID().toString();
        String refund = refund(path, 990, key)
                .answers(202, "/refund_id", "/status=pending")
                .body()
                .path("refund_id")
                .asText();
        refund(path, 990, key).answers(202, "/refund_id=" + refund);
        refund(path, 991, key).refuses(422, "idempotency-key-reused");
        refund(path, 1, null).key(null).refuses(400, "idempotency-key-required");
        refund(path, 1_001, null).refuses(409, "refund-exceeds-captured");
        awaits(path, "partially_refunded");
        refund(path, 1_000, null).answers(202, "/refund_id", "/status");
        awaits(path, "refunded");
        table.when(app, "GET " + path).answers(200, "/refunded/amount_minor=1990", "/captured/amount_minor=1990");
        refund(PAYMENTS + "/" + UUID.randomUUID(), 1, null).refuses(404, "not-found");
        table.when(app, "GET " + path + "/refunds/" + refund).answers(200, "/refund_id=" + refund, "/status=succeeded");
        shop.awaitPaymentStatus(order, "refunded");
    }

    @Test
    void cashIsCollectedExactlyOnceTheParcelLeft() {
        String order = order("cod", null);
        shop.awaitStatus(order, "confirmed");
        String path = PAYMENTS + "/" + awaitPayment(order);
        table.when(app, "GET " + path).answers(200, payment("", order, "cod", "pending"));
        String collection = "POST " + path + "/collection";
        String exact = "{\"amount_minor\": 1990}";
        table.when(app, collection).with(exact).refuses(409, "not-shipped");
        table.when(app, collection).with(exact).key(null).refuses(400, "idempotency-key-required");
        shop.ship(order);
        table.when(app, collection).with("{\"amount_minor\": 1989}").refuses(422, "wrong-amount");
        table.when(app, collection).with("{}").refuses(422, "invalid-fields");
        table.when(app, collection).with(exact).answers(200, "/status=captured", "/captured/amount_minor=1990");
        table.when(app, collection).with(exact).refuses(409, "already-collected");
        refund(path, 1_990, null).answers(201, "/refund_id", "/status=succeeded");
        shop.awaitPaymentStatus(order, "refunded");
    }

    @Test
    void theBooksAreOpenToTheirShop() {
        table.when(app, "GET /payments/v1/fee-rules").answers(200, "/data", "/paging");
        String order = order("card", null);
        pay(shop.payPath(order), VISA).answers(200, "/status=captured");
        JsonNode balance = table.when(app, "GET /payments/v1/ledger/trial-balance")
                .answers(
                        200,
                        "/data/0/currency=EUR",
                        "/data/0/debits_minor",
                        "/data/0/credits_minor",
                        "/data/0/difference_minor=0")
                .body();
        table.says(
                "debits less credits",
                0L,
                balance.at("/data/0/debits_minor").asLong()
                        - balance.at("/data/0/credits_minor").asLong());
        table.when(shop.shopper().http(), "GET /payments/v1/ledger/trial-balance")
                .refuses(403, "forbidden");

        String account = table.when(app, "GET /payments/v1/ledger/accounts?kind=business_balance")
                .answers(200, "/data/0/account_id", "/data/0/balance_minor", "/data/0/currency=EUR")
                .body()
                .at("/data/0/account_id")
                .asText();
        table.when(app, "GET /payments/v1/ledger/accounts?kind=treasure").refuses(400, "invalid-parameter");
        String entries = "GET /payments/v1/ledger/accounts/" + account + "/entries";
        Pause pause = new Pause(Duration.ofSeconds(20));
        while (table.when(app, entries)
                        .answers(200, "/data", "/paging")
                        .body()
                        .path("data")
                        .isEmpty()
                && pause.again()) {
            // what was booked has its place a moment later
        }
        table.when(app, entries)
                .answers(
                        200,
                        "/data/0/line=1",
                        "/data/0/kind=capture",
                        "/data/0/amount_minor",
                        "/data/0/balance_after_minor",
                        "/data/0/order_id=" + order,
                        "/data/0/at");
        table.when(app, entries + "?from=yesterday").refuses(400, "invalid-parameter", "/errors/0/parameter=from");
        table.when(app, entries + "?cursor=x").refuses(400, "invalid-parameter");
        csv(entries, "line,at,kind,amount,balance_after,currency,order_no");
        table.when(newShop().http(), entries).refuses(404, "not-found");

        String payouts = "GET /payments/v1/payouts?from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z";
        table.when(app, payouts)
                .answers(
                        200,
                        "/data/0/currency=EUR",
                        "/data/0/captured_minor=1990",
                        "/data/0/closing_minor",
                        "/lines/0/kind=capture",
                        "/lines/0/net_minor",
                        "/paging");
        csv(payouts, "at,kind,order_no,order_id,payment_id,refund_id,currency,amount_minor");
        table.when(app, "GET /payments/v1/payouts").refuses(400, "invalid-parameter", "/errors/0/parameter=from");
        table.when(app, payouts.replace("2999", "2019")).refuses(400, "invalid-parameter", "/errors/0/parameter=to");
        shop.awaitPaymentStatus(order, "paid");
    }

    @Test
    void aProvidersWordIsSignedAndFresh() {
        long now = Instant.now().getEpochSecond();
        String body =
                """
                {"id": "evt_interface", "object": "event", "type": "charge.updated", "api_version": "2020-08-27",
                 "created": %d, "data": {"object": {"id": "ch_1", "object": "charge"}}}"""
                        .formatted(now);
        webhook(body, signature(body, now)).answers(200);
        webhook(body, signature(body, now - 301)).refuses(400, "bad-signature");
        webhook(body, signature(body + " ", now)).refuses(400, "bad-signature");
        webhook(body, null).refuses(400, "bad-signature");
    }

    @Test
    void businessTimeAndFaultsAreMovedOnTheLocalPlatform() {
        table.when(app.open(), "POST /local/clock").with("{\"advance_s\": 0}").answers(200, "/now");
        table.when(app.open(), "POST /local/clock")
                .with("{\"advance_s\": \"1\"}")
                .refuses(400, "malformed-request");
        table.when(app.open(), "POST /local/clock").with("{\"advance_s\": -1}").refuses(422, "invalid-fields");
        table.when(app.open(), "POST /local/faults")
                .with("{\"provider\": \"none\"}")
                .answers(200);
        table.when(app.open(), "POST /local/faults")
                .with("{\"provider\": \"meteor\"}")
                .refuses(422, "invalid-fields");
    }

    private static String[] payment(String at, String order, String method, String status) {
        return new String[] {
            at + "/payment_id",
            at + "/order_id=" + order,
            at + "/method=" + method,
            at + "/provider",
            at + "/status=" + status,
            at + "/amount/amount_minor=1990",
            at + "/captured/amount_minor=0",
            at + "/refunded/amount_minor=0",
            at + "/pay_by"
        };
    }

    /** One mug. @param shopper null for a buyer without a conversation */
    private String order(String method, String shopper) {
        shop.product("mug", "Mug", 1_990, 100, "goods");
        return table.when(app, "POST /orders/v1/orders")
                .with(
                        """
                        {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "%s", %s
                         "delivery_address": {"name": "Ada", "street": "Weg 1", "postcode": "50667", "city": "Köln",
                          "country": "DE"}}"""
                                .formatted(method, shopper == null ? "" : "\"shopper_id\": \"" + shopper + "\","))
                .answers(202)
                .body()
                .path("order_id")
                .asText();
    }

    private String awaitPayment(String order) {
        Pause pause = new Pause(Duration.ofSeconds(30));
        JsonNode payments;
        do {
            payments = shop.payments(order);
        } while (payments.isEmpty() && pause.again());
        return payments.at("/0/payment_id").asText();
    }

    private void awaits(String payment, String status) {
        Pause pause = new Pause(Duration.ofSeconds(30));
        while (!status.equals(app.get(payment).body().path("status").asText()) && pause.again()) {
            // the provider's word is on its way
        }
        table.when(app, "GET " + payment).answers(200, "/status=" + status);
    }

    /** @param pay the pay page that is closed by it; null for one that an attempt holds */
    private void cancel(String order, String pay) {
        table.when(app, "POST /orders/v1/orders/" + order + "/cancellation")
                .with("{\"reason\": \"done\"}")
                .answers(200);
        Pause pause = new Pause(Duration.ofSeconds(30));
        while (pay != null
                && !app.open().get(pay).body().path("status").asText().equals("cancelled")
                && pause.again()) {
            // the payment hears of it
        }
    }

    private static String card(String token) {
        return "{\"method\": \"card\", \"card_token\": \"" + token + "\"}";
    }

    private InterfaceTable.Row pay(String page, String how) {
        return table.when(app.open(), "POST " + page).with(how).key(null);
    }

    private InterfaceTable.Row form(String page, String card) {
        return table.when(app.open(), "POST " + page)
                .withForm("method=card&card_token=" + card)
                .header("Accept", "text/html");
    }

    /** @param key null for a new one */
    private InterfaceTable.Row refund(String payment, long amountMinor, String key) {
        return table.when(app, "POST " + payment + "/refunds")
                .with("{\"amount_minor\": " + amountMinor + ", \"reason\": \"scratched\"}")
                .key(key == null ? UUID.randomUUID().toString() : key);
    }

    private void csv(String request, String header) {
        Http.Answer file = table.when(app, request).header("Accept", "text/csv").answers(200);
        table.says(
                "a file's type",
                "text/csv",
                String.valueOf(file.header("Content-Type")).split(";")[0]);
        table.says("a file's columns", true, file.response().body().startsWith(header));
    }

    private InterfaceTable.Row webhook(String body, String signature) {
        InterfaceTable.Row row = table.when(app.open(), "POST /payments/v1/providers/stripe/webhook")
                .with(body)
                .key(null);
        return signature == null ? row : row.header("Stripe-Signature", signature);
    }

    private static String signature(String body, long at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("whsec_local".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
