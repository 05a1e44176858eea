package io.tresen.proof.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.client.WalletPage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** INTERFACE.md section 8, what shoppers have: wallets, top-ups, PINs, transfers, payment requests. */
class InterfaceWalletIT extends OnThePlatform {

    private static final String TRANSFERS = "/payments/v1/transfers";
    private static final String REQUESTS = "/payments/v1/payment-requests";
    private static final String PIN = "2580";

    private final InterfaceTable table = new InterfaceTable();
    private final Shop shop = newShop().payableBy("card", "wallet", "cod");
    private final Http app = shop.http();
    private final Shopper ada = shop.shopper();
    private final Shopper ben = shop.shopper();

    @AfterEach
    void theDocumentHolds() {
        table.holds();
    }

    @Test
    void aWalletIsToppedUpByTheShopAndOpenToItsShopper() {
        for (Http reader : List.of(app, ada.http())) {
            Http.Answer read = table.when(reader, "GET " + wallet(ada))
                    .answers(
                            200,
                            "/shopper_id=" + ada.shopperId(),
                            "/balance/amount_minor=0",
                            "/balance/currency=EUR",
                            "/version");
            table.says("an ETag", "\"" + read.body().path("version").asText() + "\"", read.header("ETag"));
        }
        String topUps = "POST " + wallet(ada) + "/top-ups";
        String key = UUID.randomUUID().toString();
        table.when(app, topUps).with(amount(5_000)).key(key).answers(201, "/amount/amount_minor=5000", "/status");
        table.says(
                "a replay",
                "true",
                table.when(app, topUps)
                        .with(amount(5_000))
                        .key(key)
                        .answers(201)
                        .header("Idempotency-Replayed"));
        table.when(app, topUps).with(amount(5_001)).key(key).refuses(422, "idempotency-key-reused");
        table.when(app, topUps).with(amount(1)).key(null).refuses(400, "idempotency-key-required");
        table.when(app, topUps).with(amount(0)).refuses(422, "invalid-fields");
        table.when(app, topUps).with(amount(-1)).refuses(422, "invalid-fields");
        table.when(app, topUps).with(amount(1).replace("EUR", "USD")).refuses(422, "invalid-fields");
        table.when(app, topUps).with("{}").refuses(422, "invalid-fields", "/errors/0/pointer=/amount");
        table.when(ada.http(), topUps).with(amount(1)).refuses(403, "forbidden");
        table.when(app.open(), topUps).with(amount(1)).refuses(401, "unauthorized");
        table.when(app, "GET " + wallet(ada)).answers(200, "/balance/amount_minor=5000");
        Http.Answer byCard = table.when(app, topUps)
                .with("{\"method\": \"card\", " + amount(1_000).substring(1))
                .answers(202, "/top_up_id", "/status=pending", "/pay_url");
        table.when(app, "GET " + byCard.header("Location")).answers(200, "/status=pending");
        String page = WalletPage.below(byCard.body().path("pay_url").asText());
        table.when(app.open(), "POST " + page)
                .key(null)
                .with("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .answers(200, "/status=succeeded");
        table.when(ada.http(), "GET " + wallet(ada)).answers(200, "/balance/amount_minor=6000");
        String statement = "GET " + wallet(ada) + "/entries";
        table.when(ada.http(), statement).answers(200, "/data", "/paging");
        table.when(ada.http(), statement + "?limit=101").refuses(400, "invalid-parameter");
        Http.Answer file =
                table.when(ada.http(), statement).header("Accept", "text/csv").answers(200);
        table.says(
                "a file's type",
                "text/csv",
                String.valueOf(file.header("Content-Type")).split(";")[0]);
        JsonNode others = table.when(ben.http(), "GET " + wallet(ada))
                .refuses(404, "not-found")
                .body();
        Shop elsewhere = newShop();
        table.atOnce(List.of(
                () -> table.says(
                        "another shop's wallet",
                        others,
                        table.when(elsewhere.http(), "GET " + wallet(ada))
                                .refuses(404, "not-found")
                                .body()),
                () -> table.when(app, "GET /payments/v1/wallets/" + UUID.randomUUID())
                        .refuses(404, "not-found"),
                () -> table.when(app, "POST /payments/v1/wallets/" + UUID.randomUUID() + "/top-ups")
                        .with(amount(1))
                        .refuses(404, "not-found")));
    }

    @Test
    void aPinIsItsShoppersAlone() {
        String pin = "PUT " + wallet(ada) + "/pin";
        table.when(app, pin).with("{\"pin\": \"2580\"}").refuses(403, "forbidden");
        table.when(ben.http(), pin).with("{\"pin\": \"2580\"}").refuses(404, "not-found");
        table.when(ada.http(), pin).with("{\"pin\": \"12\"}").refuses(422, "invalid-fields");
        table.when(ada.http(), pin).with("{\"pin\": 2580}").refuses(400, "wrong-type");
        table.when(ada.http(), pin).with("{\"pin\": \"2580\"}").answers(204);
        table.when(ada.http(), pin)
                .with("{\"pin\": \"1470\"}")
                .refuses(422, "invalid-fields", "/errors/0/pointer=/old_pin");
        table.when(ada.http(), pin)
                .with("{\"pin\": \"1470\", \"old_pin\": \"1111\"}")
                .refuses(422, "wrong-pin", "/tries_left=4");
        table.when(ada.http(), pin)
                .with("{\"pin\": \"1470\", \"old_pin\": \"2580\"}")
                .answers(204);
        for (int left = 4; left > 0; left--) {
            table.when(ada.http(), pin)
                    .with("{\"pin\": \"1470\", \"old_pin\": \"1111\"}")
                    .refuses(422, "wrong-pin", "/tries_left=" + left);
        }
        table.when(ada.http(), pin)
                .with("{\"pin\": \"1470\", \"old_pin\": \"1111\"}")
                .refuses(422, "wrong-pin", "/tries_left=0");
        Http.Answer locked = table.when(ada.http(), pin)
                .with("{\"pin\": \"1470\", \"old_pin\": \"1470\"}")
                .refuses(409, "pin-locked");
        table.says("Retry-After", true, locked.header("Retry-After") != null);
    }

    @Test
    void moneyIsSentByThePayerWithinOneShop() {
        topUp(ada, 5_000);
        String key = UUID.randomUUID().toString();
        Http.Answer sent =
                send(ada, transfer(ada, ben, 100, "")).key(key).answers(201, "/transfer_id", "/status=posted");
        String id = sent.body().path("transfer_id").asText();
        table.says("Location", TRANSFERS + "/" + id, sent.header("Location"));
        send(ada, transfer(ada, ben, 100, "")).key(key).answers(201, "/transfer_id=" + id);
        send(ada, transfer(ada, ben, 101, "")).key(key).refuses(422, "idempotency-key-reused");
        send(ada, transfer(ada, ben, 100, "")).key(null).refuses(400, "idempotency-key-required");
        table.when(app, "POST " + TRANSFERS).with(transfer(ada, ben, 1, "")).refuses(403, "forbidden");
        send(ben, transfer(ada, ben, 1, "")).refuses(404, "not-found");
        send(ada, transfer(ada, ada, 1, "")).refuses(422, "to-oneself");
        send(ada, transfer(ada, ben, 0, "")).refuses(422, "invalid-fields", "/errors/0/pointer=/amount/amount_minor");
        send(ada, transfer(ada, ben, 1, "").replace("EUR", "USD"))
                .refuses(422, "invalid-fields", "/errors/0/pointer=/amount/currency");
        send(ada, transfer(ada, ben, 4_901, "")).refuses(409, "insufficient-funds");
        send(ada, transfer(ada, ben, 100_001, "")).refuses(409, "insufficient-funds");
        topUp(ada, 100_000);
        send(ada, transfer(ada, ben, 100_001, "")).refuses(422, "transfer-limit-exceeded");
        Shopper stranger = newShop().shopper();
        table.atOnce(List.of(
                () -> send(ada, transfer(ada, stranger, 1, "")).refuses(422, "unknown-shopper"),
                () -> table.when(stranger.http(), "GET " + TRANSFERS + "/" + id).refuses(404, "not-found")));
        setPin(ada);
        send(ada, transfer(ada, ben, 1, "")).refuses(422, "invalid-fields", "/errors/0/pointer=/pin");
        send(ada, transfer(ada, ben, 1, ", \"pin\": \"1111\"")).refuses(422, "wrong-pin", "/tries_left=4");
        send(ada, transfer(ada, ben, 1, ", \"pin\": \"2580\", \"note\": \"tea\""))
                .answers(201, "/status=posted");
        table.when(app, "GET " + wallet(ben)).answers(200, "/balance/amount_minor=101");
        table.when(ben.http(), "GET " + TRANSFERS).answers(200, "/data/0/note=tea", "/data/1/transfer_id=" + id);
        table.when(app, "GET " + TRANSFERS + "?status=posted&limit=1")
                .answers(200, "/data/0/status=posted", "/paging/next");
        table.when(app, "GET " + TRANSFERS + "?status=lost").refuses(400, "invalid-parameter");
        table.when(app, "GET " + TRANSFERS + "?shopper_id=7").refuses(400, "invalid-parameter");
        table.when(app, "GET " + TRANSFERS + "/" + id).answers(200, "/transfer_id=" + id, "/status=posted");
        table.when(app, "GET " + TRANSFERS + "/" + UUID.randomUUID()).refuses(404, "not-found");
    }

    @Test
    void whatIsAskedForIsAcceptedOrDeclined() {
        topUp(ada, 1_000);
        String asked = ask(300);
        answer(ben, asked, "acceptance", "{}").refuses(403, "not-yours-to-answer");
        answer(shop.shopper(), asked, "declination", "{}").refuses(404, "not-found");
        answer(ada, asked, "acceptance", "{}").answers(200, "/status=posted");
        answer(ada, asked, "acceptance", "{}").answers(200, "/status=posted");
        answer(ada, asked, "declination", "{}").refuses(409, "transfer-ended");
        String declined = ask(300);
        answer(ben, declined, "declination", "{}").refuses(403, "not-yours-to-answer");
        answer(ada, declined, "declination", "{}").answers(200, "/status=declined");
        String cancelled = ask(300);
        answer(ada, cancelled, "cancellation", "{}").refuses(403, "not-yours-to-answer");
        answer(ben, cancelled, "cancellation", "{}").answers(200, "/status=cancelled");
        answer(ada, cancelled, "acceptance", "{}").refuses(409, "transfer-ended");
        table.when(ben.http(), "POST " + REQUESTS)
                .with(request(300))
                .key(null)
                .refuses(400, "idempotency-key-required");
        table.when(ben.http(), "POST " + REQUESTS).with(request(0)).refuses(422, "invalid-fields");
        table.when(ada.http(), "POST " + REQUESTS).with(request(1)).refuses(422, "to-oneself");
        String shops = table.when(app, "POST " + REQUESTS)
                .with(request(100))
                .answers(201, "/status=requested", "/to_business=true", "/expires_at")
                .body()
                .path("transfer_id")
                .asText();
        answer(ada, shops, "declination", "{}").answers(200, "/status=declined");
    }

    @Test
    void theWalletPaysAnOrderByPinOnThePayPage() {
        topUp(ada, 3_000);
        setPin(ada);
        Http anyone = app.open();
        String pay = "POST " + shop.payPath(order(ada));
        table.when(anyone, pay.replace("POST", "GET")).answers(200, "/methods/0=card", "/methods/1=wallet");
        table.when(anyone, pay)
                .key(null)
                .with("{\"method\": \"wallet\"}")
                .refuses(422, "invalid-fields", "/errors/0/pointer=/pin");
        table.when(anyone, pay).key(null).with(byPin("0000")).refuses(422, "wrong-pin", "/tries_left=4");
        table.when(anyone, pay).key(null).with(byPin(PIN)).answers(200, "/status=captured");
        table.when(anyone, pay).key(null).with(byPin("0000")).answers(200, "/status=captured");
        table.when(app, "GET " + wallet(ada)).answers(200, "/balance/amount_minor=1010");
        String tooMuch = order(ada);
        table.when(anyone, "POST " + shop.payPath(tooMuch))
                .key(null)
                .with(byPin(PIN))
                .refuses(409, "insufficient-funds");
        String noPin = order(ben);
        table.when(anyone, "POST " + shop.payPath(noPin))
                .key(null)
                .with(byPin(PIN))
                .refuses(422, "pin-not-set");
        for (String order : List.of(tooMuch, noPin)) {
            table.when(app, "POST /orders/v1/orders/" + order + "/cancellation")
                    .with("{\"reason\": \"done\"}")
                    .answers(200, "/status=cancelled");
        }
    }

    private static String wallet(Shopper shopper) {
        return "/payments/v1/wallets/" + shopper.shopperId();
    }

    private static String money(long minor) {
        return "{\"amount_minor\": " + minor + ", \"currency\": \"EUR\"}";
    }

    private static String amount(long minor) {
        return "{\"amount\": " + money(minor) + "}";
    }

    private static String byPin(String pin) {
        return "{\"method\": \"wallet\", \"pin\": \"" + pin + "\"}";
    }

    private void topUp(Shopper shopper, long minor) {
        table.when(app, "POST " + wallet(shopper) + "/top-ups")
                .with(amount(minor))
                .answers(201);
    }

    private void setPin(Shopper shopper) {
        table.when(shopper.http(), "PUT " + wallet(shopper) + "/pin")
                .with("{\"pin\": \"" + PIN + "\"}")
                .answers(204);
    }

    private InterfaceTable.Row send(Shopper caller, String transfer) {
        return table.when(caller.http(), "POST " + TRANSFERS).with(transfer);
    }

    private static String transfer(Shopper from, Shopper to, long minor, String more) {
        return "{\"from_shopper_id\": \"%s\", \"to_shopper_id\": \"%s\", \"amount\": %s%s}"
                .formatted(from.shopperId(), to.shopperId(), money(minor), more);
    }

    private String request(long minor) {
        return "{\"from_shopper_id\": \"" + ada.shopperId() + "\", \"amount\": " + money(minor) + "}";
    }

    /** Ben asks Ada. @return the transfer */
    private String ask(long minor) {
        return table.when(ben.http(), "POST " + REQUESTS)
                .with(request(minor))
                .answers(201, "/transfer_id", "/status=requested", "/to_shopper_id=" + ben.shopperId())
                .body()
                .path("transfer_id")
                .asText();
    }

    private InterfaceTable.Row answer(Shopper caller, String transfer, String what, String body) {
        return table.when(caller.http(), "POST " + TRANSFERS + "/" + transfer + "/" + what)
                .with(body);
    }

    private String order(Shopper shopper) {
        shop.product("mug", "Mug", 1_990, 100, "goods");
        return table.when(app, "POST /orders/v1/orders")
                .with(
                        """
                        {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "wallet", "shopper_id": "%s",
                         "delivery_address": {"name": "Ada", "street": "Weg 1", "postcode": "50667", "city": "Köln",
                          "country": "DE"}}"""
                                .formatted(shopper.shopperId()))
                .answers(202)
                .body()
                .path("order_id")
                .asText();
    }
}
