package io.tresen.catalog;

import java.util.Objects;
import java.util.Optional;

/** Which of the three availability events a change is. */
public enum AvailabilityChange {
    SOLD_OUT,
    BACK_IN_STOCK,
    CHANGED;

    /** The event between two shelves; none when the same number can be had as before. */
    public static Optional<AvailabilityChange> between(Shelf before, Shelf after) {
        Long had = before.available();
        Long has = after.available();
        if (Objects.equals(had, has)) {
            return Optional.empty();
        }
        if (had != null && had == 0) {
            return Optional.of(BACK_IN_STOCK);
        }
        return Optional.of(had != null && has != null && has == 0 ? SOLD_OUT : CHANGED);
    }
}
