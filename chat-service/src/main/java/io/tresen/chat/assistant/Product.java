package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A product as chat's copy has it.
 *
 * @param salePrice holds from {@code saleFrom} (null = already) up to, not including, {@code saleTo} (null = open); may be null
 * @param visible false also for a removed one
 * @param available units that could be had when the copy was written; null = not counted or not told yet
 * @param version version of the product snapshot
 * @param availabilityVersion version of {@code available}; 0 when none was told
 */
public record Product(
        UUID id,
        String retailerId,
        String title,
        String description,
        Money regularPrice,
        Money salePrice,
        Instant saleFrom,
        Instant saleTo,
        Map<String, String> attributes,
        boolean service,
        boolean visible,
        String imageUrl,
        boolean counted,
        Long available,
        long version,
        long availabilityVersion) {

    /** The price at a moment of business time. */
    public Money price(Instant now) {
        boolean sale = salePrice != null
                && (saleFrom == null || !now.isBefore(saleFrom))
                && (saleTo == null || now.isBefore(saleTo));
        return sale ? salePrice : regularPrice;
    }

    /** True when it was sold out when the copy was written. */
    public boolean soldOut() {
        return lacks(1);
    }

    /** True when some were known to be there when the copy was written, or it is not counted. */
    public boolean canBeHad() {
        return !counted || available != null && available > 0;
    }

    /** True when there were fewer than these when the copy was written. */
    public boolean lacks(int quantity) {
        return counted && available != null && available < quantity;
    }
}
