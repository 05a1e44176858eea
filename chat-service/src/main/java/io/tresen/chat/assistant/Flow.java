package io.tresen.chat.assistant;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the conversation stands; kept with it between two messages.
 *
 * @param held the tap that waits for consent, or null
 * @param address the address of the checkout under way, or null
 * @param told prices that order-service named in declining a checkout, by retailer id, in minor units
 * @param termsShown version of the business terms that the assistant showed last, or null
 */
public record Flow(Step step, Held held, Address address, Map<String, Long> told, String termsShown) {

    public static final Flow START = new Flow(Step.NONE, null, null, Map.of(), null);

    /**
     * What waits: a tap or an order.
     *
     * @param about what the tapped message was about
     * @param offered see {@link Inbound.Tapped}
     */
    public record Held(String choice, String about, Boolean offered, Inbound.CartSent order) {

        /** One that was kept before this was told has none. */
        public Held {
            offered = Boolean.TRUE.equals(offered);
        }
    }

    public Flow {
        step = step == null ? Step.NONE : step;
        told = told == null ? Map.of() : Map.copyOf(told);
    }

    Flow at(Step next) {
        return new Flow(next, held, address, told, termsShown);
    }

    Flow holding(Held tap) {
        return new Flow(step, tap, address, told, termsShown);
    }

    /** After the terms were shown. */
    Flow showing(String termsVersion) {
        return new Flow(step, held, address, told, termsVersion);
    }

    Flow shippingTo(Address to) {
        return new Flow(step, held, to, told, termsShown);
    }

    /** After the cart changed: address and payment are asked for again, and buttons of before order nothing. */
    public Flow changedCart() {
        return new Flow(Step.NONE, held, null, told, termsShown);
    }

    /** After a checkout was declined for its prices. */
    public Flow declined(Map<String, Long> prices) {
        Map<String, Long> all = new HashMap<>(told);
        all.putAll(prices);
        return new Flow(Step.CONFIRM, held, null, all, termsShown);
    }
}
