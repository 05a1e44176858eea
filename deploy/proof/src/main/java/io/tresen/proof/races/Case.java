package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A product of its own, and the orders that race for it. */
record Case(Shop shop, String product) {

    static final int PRICE_MINOR = 1_000;

    private static final Duration DECIDED_WITHIN = Duration.ofMinutes(2);
    private static final String VISA = "{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}";
    private static final Set<String> OPEN = Set.of("placed", "awaiting_payment", "cancelling");

    /** Puts the product on sale. */
    static Case of(Shop shop, String product, int stock) {
        shop.product(product, "Raced for", PRICE_MINOR, stock, "goods");
        return new Case(shop, product);
    }

    /**
     * Waits until order-service has heard of the product, which a crowd could not: only so many may. The scout wants more than
     * there is, and gets nothing.
     */
    Case known(int stock) {
        Pause pause = new Pause(DECIDED_WITHIN);
        Http.Answer answer;
        do {
            answer = place(UUID.randomUUID().toString(), stock + 1, "cod", 3_600);
        } while (answer.status() == 422 && pause.again());
        decided(answer.expect(202).path("order_id").asText());
        return this;
    }

    /** Orders one unit with this idempotency key. @return the order's id */
    String place(String key, String method, int payWithinS) {
        return place(key, 1, method, payWithinS).expect(202).path("order_id").asText();
    }

    private Http.Answer place(String key, int quantity, String method, int payWithinS) {
        return shop.http()
                .post(
                        "/orders/v1/orders",
                        key,
                        """
                        {"lines": [{"retailer_id": "%s", "quantity": %d}], "payment_method": "%s", "pay_within_s": %d,
                         "customer": {"name": "Race"}, "delivery_address": {"name": "Race", "street": "Weg 1",
                          "postcode": "50667", "city": "Köln", "country": "DE"}}"""
                                .formatted(product, quantity, method, payWithinS));
    }

    String place(String method, int payWithinS) {
        return place(UUID.randomUUID().toString(), method, payWithinS);
    }

    /** Taps "pay" once. @return the answer's status: 200 and how the attempt stands, or a refusal */
    Http.Answer tap(String payPath) {
        return shop.http().open().post(payPath, VISA);
    }

    /** Pays, or finds that nobody can any more. */
    void pay(String payPath) {
        Pause pause = new Pause(DECIDED_WITHIN);
        Http.Answer answer;
        do {
            answer = tap(payPath);
            if (answer.status() == 409) {
                return;
            }
            answer.expect(200);
        } while (!List.of("captured", "cancelled", "refunded")
                        .contains(answer.body().path("status").asText())
                && pause.again());
    }

    /** Waits until the order is no longer open. @return how it ended */
    JsonNode decided(String order) {
        Pause pause = new Pause(DECIDED_WITHIN);
        JsonNode shown;
        do {
            shown = shop.order(order);
            if (!OPEN.contains(shown.path("status").asText())) {
                return shown;
            }
        } while (pause.again());
        throw new IllegalStateException(
                "order " + order + " is still " + shown.path("status").asText());
    }

    /** Waits until of an order's payments so much is kept. @return what is kept instead, when it stays otherwise; empty when it is so */
    List<String> keeps(String order, long minor) {
        Pause pause = new Pause(DECIDED_WITHIN);
        long kept;
        do {
            kept = 0;
            for (JsonNode payment : shop.payments(order)) {
                kept += payment.at("/captured/amount_minor").asLong()
                        - payment.at("/refunded/amount_minor").asLong();
            }
            if (kept == minor) {
                return List.of();
            }
        } while (pause.again());
        return List.of("of order " + order + " " + kept + " is kept, not " + minor);
    }

    /** Waits until so many are available again. @return how many are instead, when it stays otherwise; empty when it is so */
    List<String> available(int expected) {
        Pause pause = new Pause(DECIDED_WITHIN);
        int available;
        do {
            available = shop.stock(product).path("available").asInt();
            if (available == expected) {
                return List.of();
            }
        } while (pause.again());
        return List.of("of " + product + " " + available + " are available, not " + expected);
    }

    /** Lets a moment go by that is part of the race. */
    static void moment(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
