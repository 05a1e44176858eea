package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.order.v1.RulesChanged;
import io.tresen.engines.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop's rules, and orders by them, over HTTP and Kafka. */
@QuarkusTest
class CostsApiIT extends OnEngines {

    private static final String GERMAN_RULES =
            """
            {"shipping": [{"countries": ["DE"], "fee": {"amount_minor": 490, "currency": "EUR"},
                           "free_from": {"amount_minor": 5000, "currency": "EUR"}}],
             "tax": [{"rate_ppm": 190000}, {"tax_class": "reduced", "countries": ["DE"], "rate_ppm": 70000}],
             "prices_include_tax": true}""";

    @BeforeEach
    void open() {
        openShop();
    }

    @Test
    void a_shop_that_has_set_nothing_has_empty_rules() {
        asShop().get("/orders/v1/rules")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("shipping", hasSize(0))
                .body("tax", hasSize(0))
                .body("prices_include_tax", equalTo(true));
    }

    @Test
    void rules_are_set_read_and_told() {
        rules(GERMAN_RULES)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("shipping[0].countries", contains("DE"))
                .body("shipping[0].fee.amount_minor", equalTo(490))
                .body("shipping[0].free_from.amount_minor", equalTo(5_000))
                .body("tax[1].tax_class", equalTo("reduced"))
                .body("tax[0].rate_ppm", equalTo(190_000));
        rules("{\"tax\": [{\"rate_ppm\": 0}], \"prices_include_tax\": false}").header("ETag", "\"2\"");
        asShop().get("/orders/v1/rules")
                .then()
                .body("prices_include_tax", equalTo(false))
                .body("shipping", hasSize(0));
        RulesChanged told = told(Topics.ORDER_RULES, shop, RulesChanged.class);
        assertEquals(1, told.getVersion());
        assertEquals(490, told.getShipping().get(0).getFeeMinor());
        assertEquals(5_000L, told.getShipping().get(0).getFreeFromMinor());
        assertEquals("reduced", told.getTax().get(1).getTaxClass());
        assertEquals("EUR", told.getCurrency());
        await().atMost(SOON).until(() -> types(Topics.ORDER_RULES, shop).size() == 2);
    }

    @Test
    void of_two_who_edit_the_rules_the_second_is_told() {
        put(asShop().header("If-Match", "\"3\""), GERMAN_RULES).statusCode(412);
        put(asShop().header("If-Match", "\"0\""), GERMAN_RULES).statusCode(200);
        put(asShop().header("If-Match", "\"0\""), "{}").statusCode(412);
        asShop().get("/orders/v1/rules").then().header("ETag", "\"1\"").body("tax", hasSize(2));
    }

    @Test
    void faults_of_rules_are_named_all_at_once() {
        rules(
                        """
                        {"shipping": [{"countries": ["DE", "XX"], "fee": {"amount_minor": 1, "currency": "USD"}},
                                      {"countries": ["DE"], "fee": {"amount_minor": 1, "currency": "EUR"}}, {}],
                         "tax": [{"rate_ppm": 1000001}, {"rate_ppm": 1}, {"tax_class": "", "rate_ppm": 1}]}""")
                .statusCode(422)
                .body("errors.pointer", hasItem("/shipping/0/countries/1"))
                .body("errors.pointer", hasItem("/shipping/0/fee/currency"))
                .body("errors.pointer", hasItem("/shipping/1/countries/0"))
                .body("errors.pointer", hasItem("/shipping/2/fee"))
                .body("errors.pointer", hasItem("/tax/0/rate_ppm"))
                .body("errors.pointer", hasItem("/tax/1/countries"))
                .body("errors.pointer", hasItem("/tax/2/tax_class"));
        String wrong = String.join(", ", java.util.Collections.nCopies(1_000, "\"XX\""));
        rules("{\"shipping\": [{\"countries\": [" + wrong
                        + "], \"fee\": {\"amount_minor\": 1, \"currency\": \"EUR\"}}]}")
                .statusCode(422)
                .body("errors.pointer", contains("/shipping/0/countries"));
        rules("{\"shipping\": {}}").statusCode(400);
        rules("{\"tax\": [{\"rate_ppm\": 1.5}]}").statusCode(400);
        rules("{\"tax\": [null]}").statusCode(422);
        rules("{\"tax\": [{\"countries\": [null], \"rate_ppm\": 1}]}").statusCode(422);
        asShop().get("/orders/v1/rules").then().header("ETag", "\"0\"");
    }

    @Test
    void a_tax_class_may_be_called_null() {
        rules("{\"tax\": [{\"rate_ppm\": 190000}, {\"tax_class\": \"null\", \"rate_ppm\": 70000}]}")
                .statusCode(200);
    }

    @Test
    void agents_see_rules_and_codes_and_owners_set_them() {
        String agent =
                "Bearer " + TestTokens.staff(shop, UUID.randomUUID(), "agent").mint();
        RequestSpecification asAgent =
                RestAssured.given().header("Authorization", agent).contentType("application/json");
        asAgent.get("/orders/v1/rules").then().statusCode(200);
        asAgent.get("/orders/v1/discounts").then().statusCode(200);
        asAgent.body(GERMAN_RULES).put("/orders/v1/rules").then().statusCode(403);
        asAgent.body("{\"rate_ppm\": 100000}")
                .put("/orders/v1/discounts/TENTH")
                .then()
                .statusCode(403);
        asAgent.delete("/orders/v1/discounts/TENTH").then().statusCode(403);
        String token =
                "Bearer " + TestTokens.shopper(shop, shopper, conversation).mint();
        RestAssured.given()
                .header("Authorization", token)
                .get("/orders/v1/rules")
                .then()
                .statusCode(403);
    }

    @Test
    void the_parts_of_a_total_are_on_the_order_in_its_event_and_in_the_payment() {
        taxedProduct("book", 1_000, ProductKind.GOODS, "reduced");
        rules(GERMAN_RULES).statusCode(200);
        asShop().body("{\"amount\": {\"amount_minor\": 1000, \"currency\": \"EUR\"}}")
                .put("/orders/v1/discounts/spring")
                .then()
                .statusCode(201)
                .body("code", equalTo("SPRING"));
        String body =
                """
                {"lines": [{"retailer_id": "book", "quantity": 2}, {"retailer_id": "mug", "quantity": 1}],
                 "payment_method": "cod", "delivery_address": %s, "discount_code": " Spring ",
                 "expected_total": {"amount_minor": 3480, "currency": "EUR"}}"""
                        .formatted(ADDRESS);
        UUID id = place(body);
        // goods 20.00 at 7 % and 19.90 at 19 %; shipping 4.90 → 2.46 and 2.44; discount 10.00 → 5.01 and 4.99
        asShop().get("/orders/v1/orders/" + id)
                .then()
                .body("amounts.subtotal.amount_minor", equalTo(3_990))
                .body("amounts.shipping.amount_minor", equalTo(490))
                .body("amounts.discount.amount_minor", equalTo(1_000))
                .body("amounts.tax.amount_minor", equalTo(0))
                .body("amounts.tax_included.amount_minor", equalTo(114 + 277))
                .body("total.amount_minor", equalTo(3_480))
                .body("discount_code", equalTo("SPRING"))
                .body("taxes.rate_ppm", contains(70_000, 190_000))
                .body("taxes[0].tax.amount_minor", equalTo(114))
                .body("taxes[0].net.amount_minor", equalTo(1_631));
        OrderPlaced placed = told(Topics.ORDER_ORDER, id, OrderPlaced.class);
        assertEquals("SPRING", placed.getDiscountCode());
        assertEquals(1L, placed.getRulesVersion());
        assertEquals(2, placed.getTaxes().size());
        assertEquals(1_000, placed.getAmounts().getDiscountMinor());
        assertNotNull(placed.getReceiptKey());
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        PaymentRequested asked = told(Topics.ORDER_PAYMENT_REQUEST, id, PaymentRequested.class);
        assertEquals(3_480, asked.getAmount().getAmountMinor());
        assertEquals(placed.getAmounts(), asked.getAmounts(), "a refund reverses its share of each part");
        rules("{}").statusCode(200);
        assertEquals(3_480, order(id).getInt("total.amount_minor"), "an order keeps what was fixed");
    }

    @Test
    void prices_without_tax_have_it_on_top() {
        rules("{\"tax\": [{\"rate_ppm\": 200000}], \"prices_include_tax\": false}")
                .statusCode(200);
        UUID id = placeMugs(1, "card", 1_800);
        assertEquals(398, order(id).getInt("amounts.tax.amount_minor"));
        assertEquals(0, order(id).getInt("amounts.tax_included.amount_minor"));
        assertEquals(2_388, order(id).getInt("total.amount_minor"));
    }

    @Test
    void another_total_than_shown_or_a_country_without_shipping_is_refused() {
        rules(GERMAN_RULES).statusCode(200);
        post("""
                {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card", "delivery_address": %s,
                 "expected_total": {"amount_minor": 1990, "currency": "EUR"}}"""
                        .formatted(ADDRESS))
                .then()
                .statusCode(409)
                .body("type", org.hamcrest.Matchers.endsWith("/price-changed"))
                .body("total.amount_minor", equalTo(2_480));
        refusal(post(mugs("").replace("\"DE\"", "\"AT\"").replace("10115", "1010")), 422, "country-not-served");
        // no copy can catch up where the prices agree, so nobody is made to wait for it
        long since = System.nanoTime();
        post("""
                {"lines": [{"retailer_id": "mug", "quantity": 1,
                            "expected_unit_price": {"amount_minor": 1990, "currency": "EUR"}}],
                 "payment_method": "card", "delivery_address": %s,
                 "expected_total": {"amount_minor": 1990, "currency": "EUR"}}"""
                        .formatted(ADDRESS))
                .then()
                .statusCode(409)
                .body("type", org.hamcrest.Matchers.endsWith("/price-changed"));
        assertTrue(System.nanoTime() - since < 3_000_000_000L);
    }

    @Test
    void codes_are_put_read_listed_and_taken_away() {
        for (String code : List.of("b", "a-1", "C_2")) {
            asShop().body("{\"rate_ppm\": 100000, \"max_uses\": 3}")
                    .put("/orders/v1/discounts/" + code)
                    .then()
                    .statusCode(201);
        }
        asShop().body(
                        """
                        {"rate_ppm": 250000, "valid_from": "2026-01-01T00:00:00Z", "valid_to": "2099-01-01T00:00:00Z",
                         "min_subtotal": {"amount_minor": 500, "currency": "EUR"}}""")
                .put("/orders/v1/discounts/B")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        asShop().get("/orders/v1/discounts/b")
                .then()
                .statusCode(200)
                .body("code", equalTo("B"))
                .body("rate_ppm", equalTo(250_000))
                .body("valid_to", equalTo("2099-01-01T00:00:00Z"))
                .body("min_subtotal.amount_minor", equalTo(500))
                .body("uses", equalTo(0));
        Response page = asShop().get("/orders/v1/discounts?limit=2");
        page.then().body("data.code", contains("A-1", "B"));
        asShop().get("/orders/v1/discounts?limit=2&cursor=" + page.path("paging.next"))
                .then()
                .body("data.code", contains("C_2"));
        refusal(asShop().header("If-Match", "\"1\"").delete("/orders/v1/discounts/b"), 412, "precondition-failed");
        asShop().header("If-Match", "\"2\"")
                .delete("/orders/v1/discounts/b")
                .then()
                .statusCode(204);
        asShop().delete("/orders/v1/discounts/b").then().statusCode(404);
        asShop().get("/orders/v1/discounts/b").then().statusCode(404);
        refusal(post(mugs(", \"discount_code\": \"B\"")), 422, "unknown-discount");
        String stranger = "Bearer " + TestTokens.business(UUID.randomUUID()).mint();
        RestAssured.given()
                .header("Authorization", stranger)
                .get("/orders/v1/discounts/A-1")
                .then()
                .statusCode(404);
        await().atMost(SOON)
                .until(
                        () -> types(Topics.ORDER_DISCOUNT, io.tresen.messaging.Ids.v5(shop, "discount:B")),
                        List.of("DiscountChanged", "DiscountChanged", "DiscountRemoved")::equals);
    }

    @Test
    void faults_of_codes_are_named() {
        refusal(asShop().body("{\"rate_ppm\": 1}").put("/orders/v1/discounts/a%20b"), 400, "invalid-parameter");
        refusal(asShop().body("{}").put("/orders/v1/discounts/A"), 422, "invalid-fields");
        refusal(
                        asShop().body(
                                        """
                                        {"amount": {"amount_minor": 0, "currency": "USD"}, "rate_ppm": 0, "max_uses": 0,
                                         "valid_from": "2026-01-02T00:00:00Z", "valid_to": "2026-01-02T00:00:00Z"}""")
                                .put("/orders/v1/discounts/A"),
                        422,
                        "invalid-fields")
                .body("errors.pointer", hasItem(""))
                .body("errors.pointer", hasItem("/amount/currency"))
                .body("errors.pointer", hasItem("/amount/amount_minor"))
                .body("errors.pointer", hasItem("/rate_ppm"))
                .body("errors.pointer", hasItem("/max_uses"))
                .body("errors.pointer", hasItem("/valid_to"));
    }

    @Test
    void a_code_is_refused_by_name_at_once() {
        code("LATER", "{\"rate_ppm\": 1, \"valid_from\": \"2099-01-01T00:00:00Z\"}");
        code("OVER", "{\"rate_ppm\": 1, \"valid_to\": \"2020-01-01T00:00:00Z\"}");
        code("LARGE", "{\"rate_ppm\": 1, \"min_subtotal\": {\"amount_minor\": 1991, \"currency\": \"EUR\"}}");
        code("ALL", "{\"rate_ppm\": 1000000}");
        refusal(post(mugs(", \"discount_code\": \"later\"")), 409, "discount-not-valid-yet");
        refusal(post(mugs(", \"discount_code\": \"over\"")), 409, "discount-expired");
        refusal(post(mugs(", \"discount_code\": \"large\"")), 422, "discount-minimum-not-reached");
        refusal(post(mugs(", \"discount_code\": \"all\"")), 422, "amount-not-payable");
        refusal(post(mugs(", \"discount_code\": \"x\\u0000\"")), 400, "malformed-json");
        asShop().get("/orders/v1/orders").then().body("data", hasSize(0));
    }

    @Test
    void receipts_are_pages_or_pdfs_for_the_shop_its_shopper_and_the_link() {
        rules(GERMAN_RULES).statusCode(200);
        code("TENTH", "{\"rate_ppm\": 100000}");
        UUID id = place(mugs(", \"discount_code\": \"TENTH\", \"shopper_id\": \"" + shopper + "\""));
        String path = "/orders/v1/orders/" + id + "/receipt";
        Response page = asShop().header("Accept", "text/html")
                .header("Accept-Language", "de")
                .get(path);
        page.then().statusCode(200).contentType("text/html").header("Cache-Control", "no-store");
        assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'none'; style-src 'nonce-"));
        String html = page.asString();
        for (String shown : List.of(
                "Tea shop",
                order(id).getString("order_no"),
                "The mug",
                "19,90\u00a0€",
                "4,90\u00a0€",
                "1,99\u00a0€",
                "22,81\u00a0€",
                "19\u00a0%",
                "3,64\u00a0€",
                "TENTH",
                "Ada Buyer",
                "Noch nicht bezahlt")) {
            assertTrue(html.contains(shown), shown + " in " + html);
        }
        Response pdf = asShop().header("Accept", "application/pdf")
                .header("Accept-Language", "de")
                .get(path);
        pdf.then().statusCode(200).contentType("application/pdf");
        assertTrue(PdfText.of(pdf.asByteArray()).contains("22,81"));
        assertTrue(PdfText.of(pdf.asByteArray()).contains("€"), "the built-in font has it");

        RequestSpecification mine = RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.shopper(shop, shopper, conversation)
                                        .mint());
        mine.header("Accept", "text/html").get(path).then().statusCode(200);
        String other = "Bearer "
                + TestTokens.shopper(shop, UUID.randomUUID(), UUID.randomUUID()).mint();
        RestAssured.given().header("Authorization", other).get(path).then().statusCode(404);
        String stranger = "Bearer " + TestTokens.business(UUID.randomUUID()).mint();
        RestAssured.given().header("Authorization", stranger).get(path).then().statusCode(404);
        RestAssured.given().get(path).then().statusCode(401);

        String key = told(Topics.ORDER_ORDER, id, OrderPlaced.class).getReceiptKey();
        Response linked = RestAssured.given().get(path + "?key=" + key + "&lang=en");
        linked.then().statusCode(200);
        assertTrue(linked.asString().contains("€22.81"));
        assertFalse(linked.asString().contains("Ada Buyer"), "a link shows no address");
        assertTrue(linked.asString().contains("?key=" + key + "&amp;format=pdf"));
        RestAssured.given()
                .get(path + "?key=" + key + "&format=pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf");
        RestAssured.given().get(path + "?key=" + key + "x").then().statusCode(404);
        RestAssured.given()
                .get("/orders/v1/orders/" + UUID.randomUUID() + "/receipt?key=" + key)
                .then()
                .statusCode(404);
        asShop().header("Accept", "application/json").get(path).then().statusCode(406);
    }

    @Test
    void a_receipt_says_how_much_went_back_and_no_longer_once_it_came_back() {
        UUID id = placeMugs(1, "card", 1_800);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        awaitStatus(id, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        awaitStatus(id, "confirmed");
        assertFalse(receipt(id).contains("data-part=\"refunded\""), "nothing went back");
        send(Topics.PAYMENT_PAYMENT, id, Paid.partRefunded(shop, id, 500));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "partially_refunded"::equals);
        String html = receipt(id);
        assertTrue(html.contains("data-state=\"partially_refunded\""), html);
        String row = html.substring(Math.max(0, html.indexOf("data-part=\"refunded\"")));
        assertTrue(row.startsWith("data-part=\"refunded\"") && row.contains("5,00\u00a0€"), html);
        Response pdf = asShop().header("Accept", "application/pdf")
                .header("Accept-Language", "de")
                .get("/orders/v1/orders/" + id + "/receipt");
        String text = PdfText.of(pdf.asByteArray());
        assertTrue(text.contains("erstattet") && text.contains("5,00"), text);
        send(Topics.PAYMENT_PAYMENT, id, Paid.refundFailed(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "paid"::equals);
        assertFalse(receipt(id).contains("data-part=\"refunded\""), "it came back");
    }

    @Test
    void cash_that_nobody_will_collect_any_more_is_not_to_be_paid_on_delivery() {
        UUID id = placeMugs(1, "cod", 1_800);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        awaitStatus(id, "confirmed");
        assertTrue(receipt(id).contains("data-state=\"on_delivery\""), "it is on its way to the shopper");
        asShop().body("{\"carrier\": \"DHL\", \"tracking_number\": \"1\"}")
                .post("/orders/v1/orders/" + id + "/shipments")
                .then()
                .statusCode(201);
        asShop().body("{\"reason\": \"nobody home\"}")
                .post("/orders/v1/orders/" + id + "/returns")
                .then()
                .statusCode(201)
                .body("status", equalTo("returned"));
        send(Topics.PAYMENT_PAYMENT, id, Paid.withdrawn(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "none"::equals);
        assertTrue(receipt(id).contains("data-state=\"undone\""), receipt(id));

        UUID cancelling = placeMugs(1, "cod", 1_800);
        send(Topics.CATALOG_RESERVATION, cancelling, reserved(cancelling));
        awaitStatus(cancelling, "confirmed");
        asShop().post("/orders/v1/orders/" + cancelling + "/cancellation")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelling"));
        assertTrue(receipt(cancelling).contains("data-state=\"undone\""), receipt(cancelling));
    }

    private String receipt(UUID id) {
        return asShop().header("Accept", "text/html")
                .header("Accept-Language", "de")
                .get("/orders/v1/orders/" + id + "/receipt")
                .asString();
    }

    @Test
    void what_a_shop_calls_a_product_can_not_break_its_receipt() {
        taxedProduct("odd", 1_000, ProductKind.GOODS, null, "<b>\u0001 & 'さくら' \uD83C\uDF75 </td> {title}");
        UUID id = place(mugs("").replace("\"mug\"", "\"odd\""));
        String path = "/orders/v1/orders/" + id + "/receipt";
        String html = asShop().header("Accept", "text/html").get(path).asString();
        assertTrue(html.contains("&lt;b&gt;") && html.contains("&lt;/td&gt; {title}"), html);
        Response pdf = asShop().header("Accept", "application/pdf").get(path);
        pdf.then().statusCode(200);
        String text = PdfText.of(pdf.asByteArray());
        assertTrue(text.contains("</td> {title}") && text.contains("10,00"), text);
    }

    private ValidatableResponse rules(String body) {
        return put(asShop(), body);
    }

    private static ValidatableResponse put(RequestSpecification who, String body) {
        return who.body(body).put("/orders/v1/rules").then();
    }

    private void code(String code, String body) {
        asShop().body(body).put("/orders/v1/discounts/" + code).then().statusCode(201);
    }

    private static String mugs(String more) {
        return """
                {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card", "delivery_address": %s%s}"""
                .formatted(ADDRESS, more);
    }

    private Response post(String body) {
        return asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/orders/v1/orders");
    }

    private static ValidatableResponse refusal(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", org.hamcrest.Matchers.endsWith("/" + code));
    }
}
