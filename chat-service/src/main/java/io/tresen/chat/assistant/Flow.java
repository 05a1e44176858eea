package io.tresen.chat.assistant;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the conversation stands; kept with it between two messages.
 *
 * @param held the tap that waits for consent, or null
 * @param address the address of the checkout under way, or null
 * @param told prices that order-service named in declining this cart, by retailer id, in minor units
 * @param termsShown version of the business terms that the assistant showed last, or null
 * @param totalShown what the last question for payment showed, in minor units; null while none has been asked
 * @param totalTold the total that order-service named in declining this cart, or null
 * @param question whom and how much, waited for while {@code step} is NONE; null for nothing. The version before drops it
 */
public record Flow(
        Step step,
        Held held,
        Address address,
        Map<String, Long> told,
        String termsShown,
        Long totalShown,
        TotalTold totalTold,
        TransferQuestion question) {

    public static final Flow START = new Flow(Step.NONE, null, null, Map.of(), null, null, null, null);

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

    /**
     * A total that holds in place of our own while the copy of the rules is behind.
     *
     * @param totalMinor order-service's
     * @param reckonedMinor our own at that time, null until it has been reckoned: another one shows that the copy moved, or
     *     that the goods go elsewhere
     */
    public record TotalTold(long totalMinor, Long reckonedMinor) {

        boolean holdsFor(long ownMinor) {
            return reckonedMinor == null || reckonedMinor == ownMinor;
        }
    }

    public Flow {
        step = step == null ? Step.NONE : step;
        told = told == null ? Map.of() : Map.copyOf(told);
    }

    /** Waits for this and nothing else. */
    Flow at(Step next) {
        return new Flow(next, held, address, told, termsShown, totalShown, totalTold, null);
    }

    /** Waits for whom and how much. */
    Flow asking(TransferQuestion about) {
        return new Flow(Step.NONE, held, address, told, termsShown, totalShown, totalTold, about);
    }

    Flow holding(Held tap) {
        return new Flow(step, tap, address, told, termsShown, totalShown, totalTold, question);
    }

    /** After the terms were shown. */
    Flow showing(String termsVersion) {
        return new Flow(step, held, address, told, termsVersion, totalShown, totalTold, question);
    }

    /** Another country may cost another total, which has not been shown yet. */
    Flow shippingTo(Address to) {
        return new Flow(step, held, to, told, termsShown, null, totalTold, question);
    }

    /** After the question for payment showed the total. */
    Flow showingTotal(long totalMinor) {
        return new Flow(step, held, address, told, termsShown, totalMinor, totalTold, question);
    }

    private Flow totalTold(TotalTold total) {
        return new Flow(step, held, address, told, termsShown, totalShown, total, question);
    }

    /** What we reckon ourselves where order-service named another total, unless that is known already. */
    Flow reckoning(long ownMinor) {
        return totalTold == null || totalTold.reckonedMinor() != null
                ? this
                : totalTold(new TotalTold(totalTold.totalMinor(), ownMinor));
    }

    /**
     * After the cart changed: address and payment are asked for again, buttons of before order nothing, and what order-service
     * named for the cart of before holds no longer.
     */
    public Flow changedCart() {
        return new Flow(Step.NONE, held, null, Map.of(), termsShown, null, null, null);
    }

    /** With what another flow was told of the same things to buy. */
    Flow toldAs(Flow before) {
        return new Flow(step, held, address, before.told, termsShown, totalShown, before.totalTold, question);
    }

    /** After a checkout was declined for its prices. @param totalMinor of the cart as it is now; null when it is unknown */
    public Flow declined(Map<String, Long> prices, Long totalMinor) {
        Map<String, Long> all = new HashMap<>(told);
        all.putAll(prices);
        TotalTold total = totalMinor == null ? null : new TotalTold(totalMinor, null);
        return new Flow(Step.CONFIRM, held, null, all, termsShown, null, total, null);
    }
}
