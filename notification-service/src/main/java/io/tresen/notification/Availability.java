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
