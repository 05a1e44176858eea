package io.tresen.order;

import io.tresen.messaging.By;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the shop may see of an order.
 *
 * @param address null for services without one
 * @param customer null where the shop named none
 */
public record OrderDossier(Order order, Address address, Customer customer, List<Entry> history) {

    /**
     * What the order told.
     *
     * @param sequence 1, 2, 3 …, as on the topic
     * @param event name of the record
     * @param at business time
     * @param by who did it; null where nobody noted it
     * @param replaced the address that a correction replaced; null elsewhere
     */
    public record Entry(int sequence, String event, Instant at, By by, Map<String, Object> detail, Address replaced) {}
}
