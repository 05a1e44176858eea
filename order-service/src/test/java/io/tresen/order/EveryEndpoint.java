package io.tresen.order;

import io.tresen.contracts.Topics;
import io.tresen.engines.access.Callers;
import io.tresen.engines.badinput.Scene;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What tests of every endpoint share: a shop with all that {@link AccessIT#TABLE} names. */
abstract class EveryEndpoint extends OnEngines {

    Scene scene() {
        openShop();
        Map<String, String> things = new HashMap<>();
        UUID confirmed = placeMugs(1, "card", 1_800);
        things.put("order_id", confirmed.toString());
        things.put("placed", placeMugs(1, "card", 1_800).toString());
        things.put("shopper", shopper.toString());
        things.put(
                "shoppers_order",
                place(
                                """
                        {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card",
                         "shopper_id": "%s", "delivery_address": %s}"""
                                        .formatted(shopper, ADDRESS))
                        .toString());
        things.put("code", "SPRING");
        things.put("fresh", "SUMMER");
        asShop().body("{\"rate_ppm\": 100000}")
                .put("/orders/v1/discounts/SPRING")
                .then()
                .statusCode(201);
        send(Topics.CATALOG_RESERVATION, confirmed, reserved(confirmed));
        awaitStatus(confirmed, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, confirmed, Paid.succeeded(shop, confirmed, false));
        awaitStatus(confirmed, "confirmed");
        return new Scene(Callers.of(shop, shopper, conversation), things);
    }
}
