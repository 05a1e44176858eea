package io.tresen.chat.assistant;

import io.tresen.costs.Discount;
import java.time.Instant;
import java.util.Optional;

/** A code as chat's copy has it. @param usedUp no use was left when the copy was written; order-service decides */
public record DiscountFacts(Discount discount, boolean usedUp) {

    /** What keeps it from being used; empty when nothing does. */
    Optional<Discount.Obstacle> obstacle(long subtotalMinor, Instant now) {
        return discount.obstacle(subtotalMinor, usedUp, now);
    }
}
