package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Shipping, tax and a code, from the shop's rules to the receipt in the chat. */
class CostsJourneyIT extends OnThePlatform {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/receipt\\?key=[^\\s\"\\\\]+");

    @Test
    void aCodeWithOneUseGoesToOneShopperWhoGetsAReceipt() throws Exception {
        Shop shop = newShop();
        shop.product("cup", "Cup", 2_000, 10, "goods");
        shop.http()
                .put(
                        "/orders/v1/rules",
                        """
                        {"shipping": [{"countries": ["DE"], "fee": {"amount_minor": 490, "currency": "EUR"}}],
                         "tax": [{"rate_ppm": 190000}], "prices_include_tax": true}""")
                .expect(200);
        shop.http()
                .put(
                        "/orders/v1/discounts/once",
                        "{\"amount\": {\"amount_minor\": 500, \"currency\": \"EUR\"}, \"max_uses\": 1}")
                .expect(201);
        Shopper ada = ready(shop);
        Shopper ben = ready(shop);
        ada.tapOffered("pay:now");
        JsonNode asked = ada.awaitNotice("payment_request");
        JsonNode order = asked.at("/message/interactive/action/parameters/order");
        assertEquals(2_000, order.at("/subtotal/value").asInt());
        assertEquals(490, order.at("/shipping/value").asInt());
        assertEquals(500, order.at("/discount/value").asInt());
        ben.tapOffered("pay:now");
        // by chat's own copy at once, or by order-service's word when the copy is behind
        String refused = ben.awaitNotice("price_changed").toString();
        assertTrue(refused.contains("€24.90"), refused);
        assertTrue(ben.history().toString().contains("it has been used up"), () -> ben.history()
                .toString());
        assertEquals(
                1, shop.http().get("/orders/v1/orders").expect(200).path("data").size());

        CardJourneyIT.pay(asked, "pm_card_visa").expect(200);
        String told = ada.awaitNotice("order_confirmation").toString();
        Matcher link = LINK.matcher(told);
        assertTrue(link.find(), told);
        HttpResponse<byte[]> page = get(link.group());
        assertEquals(200, page.statusCode());
        String html = new String(page.body(), StandardCharsets.UTF_8);
        assertTrue(html.contains("Proof shop") && html.contains("€19.90") && html.contains("Paid"), html);
        HttpResponse<byte[]> pdf = get(link.group() + "&format=pdf");
        assertTrue(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII).startsWith("%PDF-"));
    }

    /** In front of the choice of payment, the code in the cart. */
    private static Shopper ready(Shop shop) {
        Shopper shopper = shop.shopper().consenting();
        shopper.order("k", "cup", 1, 2_000);
        shopper.tap("cart:code");
        shopper.say("once");
        shopper.await(message -> message.toString().contains("The code ONCE is taken"), "the code to be taken");
        shopper.tap("cart:checkout");
        shopper.address("50667");
        return shopper;
    }

    private static HttpResponse<byte[]> get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
