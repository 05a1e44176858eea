package io.tresen.chat.assistant;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the conversation stands; kept with it between two messages.
 *
 * @param held the tap that waits for consent, or null
 * @param address the address of the checkout under way, or null
 * @param told prices that order-service named in declining a checkout, by retailer id, in minor units
 */
public record Flow(Step step, Held held, Address address, Map<String, Long> told) {

    public static final Flow START = new Flow(Step.NONE, null, null, Map.of());

    /** @param about what the tapped message was about */
    public record Held(String choice, String about, Inbound.CartSent order) {}

    public Flow {
        step = step == null ? Step.NONE : step;
        told = told == null ? Map.of() : Map.copyOf(told);
    }

    Flow at(Step next) {
        return new Flow(next, held, address, told);
    }

    Flow holding(Held tap) {
        return new Flow(step, tap, address, told);
    }

    Flow shippingTo(Address to) {
        return new Flow(step, held, to, told);
    }

    /** After the cart changed: address and payment are asked for again, and buttons of before order nothing. */
    public Flow changedCart() {
        return new Flow(Step.NONE, held, null, told);
    }

    /** After a checkout was declined for its prices. */
    public Flow declined(Map<String, Long> prices) {
        Map<String, Long> all = new HashMap<>(told);
        all.putAll(prices);
        return new Flow(Step.CONFIRM, held, null, all);
    }
}
