package io.tresen.notification;

/**
 * What can be bought of a product at one moment.
 *
 * @param available units that can be reserved; null = not counted, so without a bound
 * @param version version of the availability, rising by one a change; 0 = nothing was heard yet
 */
public record Availability(Long available, long version) {

    /** Before anything was heard of a product: nothing to be had. */
    public static final Availability UNKNOWN = new Availability(0L, 0);

    /** A product that was never counted: no availability event is made, and it can always be had. */
    public static final Availability UNCOUNTED = new Availability(null, 0);

    /**
     * What the product itself says while no availability event was heard. A counted one's first event is on its way:
     * nothing to be had until it comes.
     */
    public static Availability beforeEvents(boolean counted) {
        return counted ? UNKNOWN : UNCOUNTED;
    }

    /** True once an availability event was heard; that says more than the product's own snapshot. */
    public boolean heard() {
        return version > 0;
    }

    /** True when somebody could buy one now. */
    public boolean any() {
        return available == null || available > 0;
    }

    /** Units that can be had; {@link Long#MAX_VALUE} where they are not counted. */
    public long units() {
        return available == null ? Long.MAX_VALUE : Math.max(0, available);
    }

    /** True when there is more than before, or counting has ended (INTERFACE 9). */
    public boolean roseFrom(Availability before) {
        return units() > before.units();
    }

    /** The one of the higher version. */
    public Availability orFresher(Availability other) {
        return other.version > version ? other : this;
    }
}
