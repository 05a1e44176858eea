package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Orders of one product at one shop: places, pays on the pay page, cancels, gives back; whatever the answer. */
public final class Buyer {

    private static final String PRODUCT = "step";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TRIES = 2;

    private final Shop shop;
    private final Http open;

    public Buyer(Shop shop) {
        this.shop = shop;
        this.open = shop.http().open();
        shop.product(PRODUCT, "Step", 1_000, 1_000_000, "goods");
    }

    /** Places one. @param shopperId null for a buyer without a conversation. @return its id */
    public String place(String method, String shopperId) {
        return shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "%s", "quantity": 1}], "payment_method": "%s", %s
                         "pay_within_s": 3600, "customer": {"name": "Step"}, "delivery_address": {"name": "Step",
                          "street": "Weg 1", "postcode": "50667", "city": "Köln", "country": "DE"}}"""
                                .formatted(
                                        PRODUCT,
                                        method,
                                        shopperId == null ? "" : "\"shopper_id\": \"" + shopperId + "\","))
                .expect(202)
                .path("order_id")
                .asText();
    }

    public boolean payByCard(String order, String card) {
        return pay(order, "{\"method\": \"card\", \"card_token\": \"" + card + "\"}");
    }

    boolean payFromWallet(String order, String pin) {
        return pay(order, "{\"method\": \"wallet\", \"pin\": \"" + pin + "\"}");
    }

    /** @return whether the money is there; false too for an order that nobody can pay any more */
    private boolean pay(String order, String how) {
        JsonNode payment = payment(order);
        if (!payment.hasNonNull("pay_url")) {
            return payment.path("status").asText().equals("captured");
        }
        String url = payment.path("pay_url").asText();
        String path = url.substring(url.indexOf("/payments/"));
        for (int i = 0; i < TRIES; i++) {
            if (open.post(path, how).body().path("status").asText().equals("captured")) {
                return true;
            }
        }
        return false;
    }

    /** Counts as cancelled, whatever the answer: a refusal means that it came to its end some other way. */
    public void cancel(String order) {
        shop.http().post("/orders/v1/orders/" + order + "/cancellation", "{\"reason\": \"step\"}");
    }

    /** One minor unit goes back, where so much is left. */
    void refund(String order) {
        String payment = payment(order).path("payment_id").asText();
        shop.http()
                .post("/payments/v1/payments/" + payment + "/refunds", "{\"amount_minor\": 1, \"reason\": \"step\"}");
    }

    /** Whether there is a payment of it to be paid. */
    public boolean canPay(String order) {
        return shop.http()
                .get("/payments/v1/payments?order_id=" + order)
                .body()
                .path("data")
                .path(0)
                .hasNonNull("pay_url");
    }

    /** The order's latest payment, once it has one. */
    private JsonNode payment(String order) {
        Pause pause = new Pause(PATIENCE);
        do {
            JsonNode payments = shop.http()
                    .get("/payments/v1/payments?order_id=" + order)
                    .body()
                    .path("data");
            if (!payments.isEmpty()) {
                return payments.path(payments.size() - 1);
            }
        } while (pause.again());
        throw new IllegalStateException("order " + order + " has no payment");
    }
}
