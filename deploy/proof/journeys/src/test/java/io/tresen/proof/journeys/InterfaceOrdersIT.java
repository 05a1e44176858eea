package io.tresen.proof.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** INTERFACE.md section 7: orders, what they cost, receipts. */
class InterfaceOrdersIT extends OnThePlatform {

    private static final String ORDERS = "/orders/v1/orders";
    private static final String ADDRESS =
            """
            {"name": "Ada", "street": "Weg 1", "postcode": "50667", "city": "Köln", "country": "DE"}""";

    private final InterfaceTable table = new InterfaceTable();
    private final Shop shop = newShop().payableBy("card", "wallet", "cod");
    private final Http app = shop.http();

    @AfterEach
    void theDocumentHolds() {
        table.holds();
    }

    @Test
    void anOrderIsPlacedOnceAndRefusedByName() {
        products();
        String mug = order("mug", 1, "cod");
        String key = UUID.randomUUID().toString();
        Http.Answer placed = place(mug).key(key).answers(202, "/order_id", "/order_no", "/status=placed");
        String id = placed.body().path("order_id").asText();
        table.says("Location", ORDERS + "/" + id, placed.header("Location"));
        table.says("an order_no", true, placed.body().path("order_no").asText().matches("[A-Z0-9-]{6,20}"));
        table.says(
                "a replay",
                "true",
                place(mug).key(key).answers(202, "/order_id=" + id).header("Idempotency-Replayed"));
        place(order("mug", 2, "cod")).key(key).refuses(422, "idempotency-key-reused");
        place(mug).key(null).refuses(400, "idempotency-key-required");
        place(mug).key("x".repeat(256)).refuses(400, "idempotency-key-invalid");
        Http.Answer stranger =
                table.when(app.open(), "POST " + ORDERS).with(mug).refuses(401, "unauthorized");
        table.says("WWW-Authenticate", "Bearer", stranger.header("WWW-Authenticate"));
        table.when(shop.shopper().http(), "POST " + ORDERS).with(mug).refuses(403, "forbidden");

        place("{\"lines\": [").refuses(400, "malformed-json");
        place(mug.replace("\"quantity\": 1", "\"quantity\": \"1\"")).refuses(400, "wrong-type");
        place(mug.replace("\"quantity\": 1", "\"quantity\": 1.5")).refuses(400, "wrong-type");
        place(order("mug", 0, "cod")).refuses(422, "invalid-fields", "/errors/0/pointer=/lines/0/quantity");
        place(order("mug", 10_000, "cod")).refuses(422, "invalid-fields");
        place(order("a\\u0007b", 1, "cod")).refuses(422, "invalid-fields");
        place(order("mug", 1, "paypal")).refuses(422, "invalid-fields", "/errors/0/pointer=/payment_method");
        place(with(mug, "\"pay_within_s\": 9")).refuses(422, "invalid-fields");
        place(with(mug, "\"pay_within_s\": 86401")).refuses(422, "invalid-fields");
        place(with(mug, "\"customer\": {}")).refuses(422, "invalid-fields", "/errors/0/pointer=/customer/name");
        place(with(mug, "\"expected_total\": {\"amount_minor\": 1990, \"currency\": \"USD\"}"))
                .refuses(422, "invalid-fields");
        place("{\"lines\": [], \"payment_method\": \"cod\"}").refuses(422, "invalid-fields");
        place("{\"lines\": [%1$s, %1$s], \"payment_method\": \"cod\"}"
                        .formatted("{\"retailer_id\": \"mug\", \"quantity\": 1}"))
                .refuses(422, "invalid-fields", "/errors/0/pointer=/lines/1/retailer_id");

        place(mug.replace("50667", "5066")).refuses(422, "invalid-address");
        place("{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}], \"payment_method\": \"cod\"}")
                .refuses(422, "invalid-address");
        place(order("cut", 1, "cod")).refuses(422, "cod-for-services");
        place(order("mug", 1, "wallet")).refuses(422, "wallet-needs-shopper");
        place(order("penny", 1, "card")).refuses(422, "amount-not-payable");
        place(order("dear", 9_999, "cod")).refuses(422, "total-too-large");
        place(
                        """
                {"lines": [{"retailer_id": "mug", "quantity": 2,
                            "expected_unit_price": {"amount_minor": 1990, "currency": "EUR"}}],
                 "payment_method": "cod", "delivery_address": %s,
                 "expected_total": {"amount_minor": 1990, "currency": "EUR"}}"""
                                .formatted(ADDRESS))
                .refuses(409, "price-changed", "/total/amount_minor=3980", "/total/currency=EUR");
    }

    @Test
    void whatACopyMightLackIsRefusedAfterItsFiveSeconds() {
        products();
        Shop byCard = newShop();
        byCard.product("mug", "Mug", 1_990, 5, "goods");
        String wrongPrice = order("mug", 1, "cod")
                .replace(
                        "\"quantity\": 1",
                        "\"quantity\": 1, \"expected_unit_price\": {\"amount_minor\": 1, \"currency\": \"EUR\"}");
        table.atOnce(List.of(
                () -> place(order("nothing", 1, "cod")).refuses(422, "unknown-product"),
                () -> place(with(order("mug", 1, "cod"), "\"shopper_id\": \"" + UUID.randomUUID() + "\""))
                        .refuses(422, "unknown-shopper"),
                () -> place(wrongPrice).refuses(409, "price-changed", "/total/amount_minor=1990"),
                () -> table.when(byCard.http(), "POST " + ORDERS)
                        .with(order("mug", 1, "wallet"))
                        .refuses(422, "payment-method-unavailable")));
    }

    @Test
    void anOrderIsReadAndListed() {
        products();
        shop.product("secret", "Secret", 100, 5, "goods");
        app.put(
                        "/catalog/v1/products/secret",
                        """
                        {"title": "Secret", "description": "", "price": {"amount_minor": 1200, "currency": "EUR"},
                         "kind": "goods", "visibility": "hidden"}""")
                .expect(200);
        Shopper ada = shop.shopper();
        String both =
                """
                {"lines": [{"retailer_id": "mug", "quantity": 2}, {"retailer_id": "secret", "quantity": 1}],
                 "payment_method": "cod", "delivery_address": %s, "shopper_id": "%s",
                 "expected_total": {"amount_minor": 5180, "currency": "EUR"}}"""
                        .formatted(ADDRESS, ada.shopperId());
        String id = placed(both);
        String soldOut = placed(order("last", 2, "card"));
        shop.awaitStatus(id, "confirmed");
        Http.Answer read = table.when(app, "GET " + ORDERS + "/" + id)
                .answers(
                        200,
                        "/order_id=" + id,
                        "/order_no",
                        "/status=confirmed",
                        "/lines/0/retailer_id=mug",
                        "/lines/0/title=Mug",
                        "/lines/0/quantity=2",
                        "/lines/0/unit_price/amount_minor=1990",
                        "/total/amount_minor=5180",
                        "/total/currency=EUR",
                        "/payment_method=cod",
                        "/payment_status=pending",
                        "/delivery_address/name",
                        "/delivery_address/street",
                        "/delivery_address/postcode=50667",
                        "/delivery_address/city",
                        "/delivery_address/country=DE",
                        "/shipments",
                        "/history/0/sequence=1",
                        "/history/0/event=OrderPlaced",
                        "/history/0/at",
                        "/history/1/event=OrderConfirmed",
                        "/amounts/subtotal/amount_minor=5180",
                        "/amounts/shipping/amount_minor=0",
                        "/amounts/tax/amount_minor=0",
                        "/amounts/tax_included/amount_minor=0",
                        "/amounts/discount/amount_minor=0",
                        "/version");
        table.says("an ETag", "\"" + read.body().path("version").asText() + "\"", read.header("ETag"));
        table.says("a rejection", false, read.body().has("rejection"));
        table.says("attention", false, read.body().has("attention"));
        shop.awaitStatus(soldOut, "rejected");
        table.when(app, "GET " + ORDERS + "/" + soldOut)
                .answers(200, "/rejection/code=sold-out", "/rejection/retailer_ids/0=last", "/payment_status=none");
        JsonNode nothing = table.when(app, "GET " + ORDERS + "/" + UUID.randomUUID())
                .refuses(404, "not-found")
                .body();
        table.says(
                "another shop's order",
                nothing,
                table.when(newShop().http(), "GET " + ORDERS + "/" + id)
                        .refuses(404, "not-found")
                        .body());

        table.when(app, "DELETE " + ORDERS + "/" + id).refuses(405, "method-not-allowed");
        JsonNode first = list("?limit=1")
                .answers(200, "/data/0/order_id=" + soldOut, "/paging/next")
                .body();
        String next = first.path("paging").path("next").asText();
        JsonNode last = list("?limit=1&cursor=" + next)
                .answers(200, "/data/0/order_id=" + id)
                .body();
        table.says("next of the last page", false, last.path("paging").has("next"));
        list("?status=confirmed").answers(200, "/data/0/order_id=" + id);
        list("?shopper_id=" + ada.shopperId()).answers(200, "/data/0/order_id=" + id);
        table.says(
                "orders of nobody",
                0,
                list("?shopper_id=" + UUID.randomUUID())
                        .answers(200)
                        .body()
                        .path("data")
                        .size());
        for (String wrong : List.of("?status=lost", "?shopper_id=7", "?cursor=x", "?limit=101", "?limit=0")) {
            list(wrong).refuses(400, "invalid-parameter", "/errors/0/parameter");
        }
    }

    @Test
    void whatAnOrderCostsIsSetByTheShop() {
        products();
        table.when(app, "GET /orders/v1/rules").answers(200, "/shipping", "/tax", "/prices_include_tax=true");
        Http.Answer set = table.when(app, "PUT /orders/v1/rules")
                .with(
                        """
                        {"shipping": [{"countries": ["DE"], "fee": {"amount_minor": 490, "currency": "EUR"}}],
                         "tax": [{"rate_ppm": 190000}], "prices_include_tax": false}""")
                .answers(200, "/shipping/0/fee/amount_minor=490", "/tax/0/rate_ppm=190000");
        table.when(app, "PUT /orders/v1/rules")
                .header("If-Match", "\"99\"")
                .with("{}")
                .refuses(412, "precondition-failed");
        table.when(app, "PUT /orders/v1/rules")
                .with("{\"tax\": [{\"rate_ppm\": 1000001}]}")
                .refuses(422, "invalid-fields");
        table.says(
                "the rules' ETag",
                set.header("ETag"),
                table.when(app, "GET /orders/v1/rules").answers(200).header("ETag"));

        code("TEN", "{\"amount\": {\"amount_minor\": 1000, \"currency\": \"EUR\"}, \"max_uses\": 1}")
                .answers(201, "/code=TEN", "/uses=0");
        code("ten", "{\"amount\": {\"amount_minor\": 1000, \"currency\": \"EUR\"}, \"max_uses\": 1}")
                .answers(200, "/code=TEN");
        code("BAD", "{}").refuses(422, "invalid-fields");
        code("LATER", "{\"rate_ppm\": 1, \"valid_from\": \"2999-01-01T00:00:00Z\"}")
                .answers(201);
        code("OVER", "{\"rate_ppm\": 1, \"valid_to\": \"2020-01-01T00:00:00Z\"}")
                .answers(201);
        code("LARGE", "{\"rate_ppm\": 1, \"min_subtotal\": {\"amount_minor\": 9999, \"currency\": \"EUR\"}}")
                .answers(201);
        table.when(app, "GET /orders/v1/discounts/ten").answers(200, "/code=TEN", "/amount/amount_minor=1000");
        String id = placed(coded("ten"));
        table.when(app, "GET " + ORDERS + "/" + id)
                .answers(
                        200,
                        "/amounts/subtotal/amount_minor=1990",
                        "/amounts/shipping/amount_minor=490",
                        "/amounts/discount/amount_minor=1000",
                        "/amounts/tax/amount_minor=281",
                        "/amounts/tax_included/amount_minor=0",
                        "/total/amount_minor=1761");
        place(coded("ten")).refuses(409, "discount-used-up");
        place(coded("none")).refuses(422, "unknown-discount");
        place(coded("later")).refuses(409, "discount-not-valid-yet");
        place(coded("over")).refuses(409, "discount-expired");
        place(coded("large")).refuses(422, "discount-minimum-not-reached");
        place(order("mug", 1, "cod").replace("\"DE\"", "\"AT\"").replace("50667", "1010"))
                .refuses(422, "country-not-served");
        table.when(app, "DELETE /orders/v1/discounts/over")
                .header("If-Match", "\"99\"")
                .refuses(412, "precondition-failed");
        table.when(app, "DELETE /orders/v1/discounts/over").answers(204);
        table.when(app, "GET /orders/v1/discounts/over").refuses(404, "not-found");
        table.when(app, "DELETE /orders/v1/discounts/over").refuses(404, "not-found");
    }

    @Test
    void anOrderIsCorrectedShippedDeliveredAndTakenBack() {
        products();
        String id = placed(order("mug", 3, "cod"));
        String version =
                Long.toString(shop.awaitStatus(id, "confirmed").path("version").asLong());
        String elsewhere = ADDRESS.replace("Weg 1", "Weg 2");
        address(id, null, elsewhere).refuses(428, "precondition-required");
        address(id, "99", elsewhere).refuses(412, "precondition-failed");
        address(id, version, elsewhere.replace("50667", "x")).refuses(422, "invalid-address");
        address(id, version, elsewhere.replace("\"DE\"", "\"AT\"").replace("50667", "1010"))
                .refuses(422, "country-fixed");
        Http.Answer corrected =
                address(id, version, elsewhere).answers(200, "/delivery_address/street=Weg 2", "/version");
        table.says("a new ETag", "\"" + corrected.body().path("version").asText() + "\"", corrected.header("ETag"));
        table.says(
                "the old address",
                true,
                corrected.body().path("history").toString().contains("Weg 1"));

        String parcel = "{\"carrier\": \"Post\", \"tracking_number\": \"P-1\"%s}";
        change(id, "shipments", "{\"carrier\": \"Post\"}").refuses(422, "invalid-fields");
        change(id, "shipments", parcel.formatted(lines(4))).refuses(422, "more-than-left");
        change(id, "shipments", parcel.formatted(lines(2)))
                .answers(201, "/shipment_id", "/status=partially_shipped", "/lines/0/quantity=2");
        change(id, "shipments", parcel.formatted(lines(2))).refuses(422, "more-than-left");
        change(id, "shipments", parcel.formatted("")).answers(201, "/status=shipped", "/lines/0/quantity=1");
        change(id, "shipments", parcel.formatted("")).refuses(409, "already-shipped");
        JsonNode shipped = table.when(app, "GET " + ORDERS + "/" + id)
                .answers(
                        200,
                        "/shipments/0/shipment_id",
                        "/shipments/0/carrier=Post",
                        "/shipments/0/tracking_number=P-1",
                        "/shipments/0/lines/0/retailer_id=mug",
                        "/shipments/0/shipped_at",
                        "/shipments/0/delivered_at=null")
                .body();
        address(id, shipped.path("version").asText(), ADDRESS).refuses(409, "already-shipped");
        change(id, "cancellation", "{\"reason\": \"too late\"}").refuses(409, "already-shipped");

        String first = shipped.at("/shipments/0/shipment_id").asText();
        change(id, "deliveries", "{\"shipment_id\": \"" + UUID.randomUUID() + "\"}")
                .refuses(422, "unknown-shipment");
        change(id, "deliveries", "{\"shipment_id\": \"" + first + "\"}").answers(200, "/status=shipped");
        change(id, "deliveries", "{}").answers(200, "/status=delivered");
        change(id, "deliveries", "{}").refuses(409, "already-delivered");
        change(id, "returns", "{}").refuses(422, "invalid-fields", "/errors/0/pointer=/reason");
        change(id, "returns", "{\"reason\": \"x\"%s}".formatted(lines(4))).refuses(422, "more-than-left");
        change(id, "returns", "{\"reason\": \"x\"%s}".formatted(lines(1))).answers(201, "/status=delivered");
        change(id, "returns", "{\"reason\": \"x\", \"restock\": false}").answers(201, "/status=returned");
        change(id, "returns", "{\"reason\": \"x\"}").refuses(409, "already-returned");
        change(id, "returns", "{\"reason\": \"x\"%s}".formatted(lines(1))).refuses(422, "more-than-left");
        change(UUID.randomUUID().toString(), "deliveries", "{}").refuses(404, "not-found");
    }

    @Test
    void anUnpaidOrderIsNotShippedAndCancelledOnce() {
        products();
        String id = placed(order("mug", 1, "card"));
        shop.awaitStatus(id, "awaiting_payment");
        change(id, "shipments", "{\"carrier\": \"Post\", \"tracking_number\": \"1\"}")
                .refuses(409, "not-confirmed");
        change(id, "deliveries", "{}").refuses(409, "not-confirmed");
        change(id, "returns", "{\"reason\": \"x\"}").refuses(409, "not-confirmed");
        change(id, "cancellation", "{\"reason\": \"" + "x".repeat(501) + "\"}").refuses(422, "invalid-fields");
        JsonNode cancelled = change(id, "cancellation", "{\"reason\": \"changed my mind\"}")
                .answers(200, "/status=cancelled")
                .body();
        JsonNode again = change(id, "cancellation", "{\"reason\": \"again\"}")
                .answers(200, "/status=cancelled")
                .body();
        table.says("a repeated cancellation's history", cancelled.path("history"), again.path("history"));
        change(id, "shipments", "{\"carrier\": \"Post\", \"tracking_number\": \"1\"}")
                .refuses(409, "order-closed");
        shop.awaitPaymentStatus(id, "none");
    }

    @Test
    void aReceiptIsAPageOrAPdfForTheShopAndItsShopper() {
        products();
        Shopper ada = shop.shopper();
        String id = placed(with(order("mug", 1, "cod"), "\"shopper_id\": \"" + ada.shopperId() + "\""));
        String receipt = "GET " + ORDERS + "/" + id + "/receipt";
        for (Http reader : List.of(app, ada.http())) {
            for (String type : List.of("text/html", "application/pdf")) {
                String is = table.when(reader, receipt)
                        .header("Accept", type)
                        .answers(200)
                        .header("Content-Type");
                table.says("the receipt's type", type, is == null ? "" : is.split(";")[0]);
            }
        }
        table.when(shop.shopper().http(), receipt).header("Accept", "text/html").refuses(404, "not-found");
        table.when(app.open(), receipt).header("Accept", "text/html").refuses(401, "unauthorized");
        table.when(app, receipt).header("Accept", "image/png").refuses(406, "not-acceptable");
    }

    private void products() {
        shop.product("mug", "Mug", 1_990, 100, "goods");
        shop.product("cut", "Haircut", 2_500, null, "service");
        shop.product("last", "Last one", 500, 1, "goods");
        shop.product("penny", "Penny", 1, 10, "goods");
        shop.product("dear", "Dear", 9_007_199_254_740_991L, null, "goods");
    }

    private static String order(String product, int quantity, String method) {
        return """
                {"lines": [{"retailer_id": "%s", "quantity": %d}], "payment_method": "%s", "delivery_address": %s}"""
                .formatted(product, quantity, method, ADDRESS);
    }

    private static String with(String order, String field) {
        return "{" + field + ", " + order.strip().substring(1);
    }

    private static String coded(String code) {
        return with(order("mug", 1, "cod"), "\"discount_code\": \"" + code + "\"");
    }

    private static String lines(int mugs) {
        return ", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": " + mugs + "}]";
    }

    private InterfaceTable.Row place(String order) {
        return table.when(app, "POST " + ORDERS).with(order);
    }

    private String placed(String order) {
        return place(order).answers(202).body().path("order_id").asText();
    }

    private InterfaceTable.Row list(String query) {
        return table.when(app, "GET " + ORDERS + query);
    }

    private InterfaceTable.Row code(String code, String terms) {
        return table.when(app, "PUT /orders/v1/discounts/" + code).with(terms);
    }

    private InterfaceTable.Row change(String order, String what, String body) {
        return table.when(app, "POST " + ORDERS + "/" + order + "/" + what).with(body);
    }

    private InterfaceTable.Row address(String order, String version, String address) {
        InterfaceTable.Row row = table.when(app, "PUT " + ORDERS + "/" + order + "/delivery-address")
                .with(address);
        return version == null ? row : row.header("If-Match", "\"" + version + "\"");
    }
}
