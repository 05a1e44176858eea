package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import org.junit.jupiter.api.Test;

/**
 * An order by card in a currency without digits behind the point and in one with three, of which a card takes no part of ten
 * (source: Stripe's page "Supported currencies"): from the shop's rules over the chat, the receipt and the provider's book to the
 * payout statement. The platform takes 5 % of the capture; every share is reckoned by hand here.
 */
class OtherCurrenciesIT extends OnThePlatform {

    private static final String PARAMETERS = "/message/interactive/action/parameters";

    /** Prices contain 10 %: 2320 × 10 ÷ 110 = 210.9. Fee 116; of it go back 116 × 773 ÷ 2320 = 38.65. */
    @Test
    void yenHaveNoDigitsBehindThePoint() {
        Shop shop = shop("JP", "JPY", "{\"tax\": [{\"rate_ppm\": 100000}], \"prices_include_tax\": true, ", 330);
        shop.product("kettle", "Kettle", 1_990, 5, "goods");
        Shopper ada = greeting(shop);

        String order = place(shop, ada, "kettle", "JP", "100-0001")
                .expect(202)
                .path("order_id")
                .asText();
        JsonNode asked = ada.awaitNotice("payment_request");
        assertEquals(1, asked.at(PARAMETERS + "/total_amount/offset").asInt());
        assertEquals(2_320, asked.at(PARAMETERS + "/total_amount/value").asLong());
        pay(shop, order, asked);
        receiptSays(shop, order, "Paid", "¥2320", "¥330", "¥211");
        refund(shop, ada, order, 773, "¥773");

        atTheProvider(order, "jpy", 2_320, 773);
        statement(shop, "JPY", 2_320, 773, 116, 39, 1_470);
    }

    /** 5 % on top of 13.590 are 0.6795, in whole tens 0.680. Fee 713.5, half up 714; of it go back 714 × 4320 ÷ 14270 = 216.1. */
    @Test
    void dinarsHaveThreeOfWhichACardTakesWholeTens() {
        Shop shop = shop("KW", "KWD", "{\"tax\": [{\"rate_ppm\": 50000}], \"prices_include_tax\": false, ", 1_250);
        shop.product("kettle", "Kettle", 12_340, 5, "goods");
        shop.product("spoon", "Spoon", 5_125, 5, "goods");
        Shopper ada = greeting(shop);
        refused(place(shop, ada, "spoon", "KW", "13001"));

        String order = place(shop, ada, "kettle", "KW", "13001")
                .expect(202)
                .path("order_id")
                .asText();
        JsonNode asked = ada.awaitNotice("payment_request");
        assertEquals(1_000, asked.at(PARAMETERS + "/total_amount/offset").asInt());
        assertEquals(14_270, asked.at(PARAMETERS + "/total_amount/value").asLong());
        pay(shop, order, asked);
        receiptSays(shop, order, "Paid", "KWD\u00a014.270", "KWD\u00a01.250", "KWD\u00a00.680");
        refused(refund(shop, order, 4_325));
        refund(shop, ada, order, 4_320, "KWD 4.320");

        atTheProvider(order, "kwd", 14_270, 4_320);
        statement(shop, "KWD", 14_270, 4_320, 714, 216, 9_452);
    }

    /** @param rules the beginning of its rules; shipping at home is added */
    private static Shop shop(String country, String currency, String rules, long shippingMinor) {
        Shop shop = Shop.register(platform().origin(), "Proof shop", country, currency);
        shop.http()
                .put(
                        "/orders/v1/rules",
                        rules
                                + "\"shipping\": [{\"countries\": [\"%s\"], \"fee\": {\"amount_minor\": %d, \"currency\": \"%s\"}}]}"
                                        .formatted(country, shippingMinor, currency))
                .expect(200);
        platform()
                .carryOut(
                        "payment",
                        "fee-rules",
                        "{\"rules\": [{\"name\": \"proof-%s\", \"business_id\": \"%s\", \"rate_ppm\": 50000}]}"
                                .formatted(shop.handle(), shop.businessId()));
        return shop;
    }

    private static Shopper greeting(Shop shop) {
        Shopper shopper = shop.shopper();
        shopper.say("hello");
        return shopper;
    }

    private static Http.Answer place(Shop shop, Shopper shopper, String product, String country, String postcode) {
        return shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"shopper_id": "%s", "lines": [{"retailer_id": "%s", "quantity": 1}], "payment_method": "card",
                         "delivery_address": {"name": "Ada", "street": "Way 1", "postcode": "%s", "city": "Capital",
                          "country": "%s"}}"""
                                .formatted(shopper.shopperId(), product, postcode, country));
    }

    private static void pay(Shop shop, String order, JsonNode asked) {
        assertEquals(
                "captured",
                CardJourneyIT.pay(asked, "pm_card_visa")
                        .expect(200)
                        .path("status")
                        .asText());
        shop.awaitPaymentStatus(order, "paid");
    }

    private static void receiptSays(Shop shop, String order, String... words) {
        String page = shop.http()
                .page("/orders/v1/orders/" + order + "/receipt")
                .expect(200)
                .asText();
        for (String word : words) {
            assertTrue(page.contains(word), () -> word + " is not in " + page);
        }
    }

    private static void refused(Http.Answer answer) {
        assertTrue(answer.expect(422).path("type").asText().endsWith("/amount-not-payable"), answer::toString);
    }

    private static Http.Answer refund(Shop shop, String order, long minor) {
        String payment = shop.payments(order).path(0).path("payment_id").asText();
        return shop.http()
                .post(
                        "/payments/v1/payments/" + payment + "/refunds",
                        "{\"amount_minor\": " + minor + ", \"reason\": \"a dent\"}");
    }

    private static void refund(Shop shop, Shopper shopper, String order, long minor, String told) {
        refund(shop, order, minor).expect(202);
        String notice = shopper.awaitNotice("refund").toString();
        assertTrue(notice.contains(told), notice);
        shop.awaitPaymentStatus(order, "partially_refunded");
        receiptSays(shop, order, "Partly refunded");
    }

    /** What was charged and given back by the provider's own book, in the provider's unit. */
    private static void atTheProvider(String order, String currency, long charged, long back) {
        JsonNode book =
                new Http(platform().sandboxUrl(), null).get("/sandbox/book").expect(200);
        for (JsonNode intent : book.path("data")) {
            if (intent.at("/metadata/order_id").asText().equals(order)) {
                assertEquals(currency, intent.path("currency").asText());
                assertEquals(charged, intent.path("amount_received").asLong());
                assertEquals(back, intent.at("/refunds/0/amount").asLong());
                assertEquals("succeeded", intent.at("/refunds/0/status").asText());
                return;
            }
        }
        throw new AssertionError("the provider has no charge of " + order + ": " + book);
    }

    /** The payout statement of all time, and a trial balance that balances. */
    private static void statement(
            Shop shop, String currency, long captured, long refunded, long fees, long feesBack, long closing) {
        JsonNode balance = shop.http().get("/payments/v1/ledger/trial-balance").expect(200);
        assertEquals(1, balance.path("data").size(), balance::toString);
        assertEquals(currency, balance.at("/data/0/currency").asText());
        assertEquals(0, balance.at("/data/0/difference_minor").asLong(-1), balance::toString);
        assertTrue(balance.at("/data/0/debits_minor").asLong() >= captured, balance::toString);
        JsonNode payouts = shop.http()
                .get("/payments/v1/payouts?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .expect(200);
        assertEquals(1, payouts.path("data").size(), payouts::toString);
        JsonNode sum = payouts.at("/data/0");
        assertEquals(currency, sum.path("currency").asText());
        assertEquals(captured, sum.path("captured_minor").asLong(), sum::toString);
        assertEquals(refunded, sum.path("refunded_minor").asLong(), sum::toString);
        assertEquals(fees, sum.path("fees_minor").asLong(), sum::toString);
        assertEquals(feesBack, sum.path("fees_reversed_minor").asLong(), sum::toString);
        assertEquals(closing, sum.path("closing_minor").asLong(), sum::toString);
        assertEquals(2, payouts.path("lines").size(), payouts::toString);
    }
}
