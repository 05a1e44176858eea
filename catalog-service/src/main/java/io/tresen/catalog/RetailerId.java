package io.tresen.catalog;

import io.tresen.messaging.Ids;
import io.tresen.messaging.rest.Text;
import java.util.UUID;

/** The shop's own id of a product (INTERFACE 1): 1 to 100 code points, no control characters, not {@code .} or {@code ..}. */
public final class RetailerId {

    /** The most code points. */
    public static final int LONGEST = 100;

    /** What makes a bad one good. */
    public static final String CURE =
            "must have 1 to 100 characters, no control characters, and not be \".\" or \"..\"";

    private RetailerId() {}

    /** True when a product may have this id. */
    public static boolean isValid(String id) {
        return id != null
                && !id.isEmpty()
                && Text.isSound(id)
                && Text.length(id) <= LONGEST
                && id.codePoints().noneMatch(Character::isISOControl)
                && !id.equals(".")
                && !id.equals("..");
    }

    /** The product's id: uuid5(business id, retailer id), the same on every service (DESIGN 4). */
    public static UUID productId(UUID businessId, String retailerId) {
        return Ids.v5(businessId, retailerId);
    }
}
