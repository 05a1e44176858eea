package io.tresen.proof.growth;

/**
 * A load to reckon with.
 *
 * @param perSecond units a second, on average
 * @param peak how much more the worst second has, 1 or more
 */
public record Load(String name, double perSecond, double peak) {

    private static final double SECONDS_A_DAY = 86_400;

    public Load {
        if (perSecond <= 0 || peak < 1) {
            throw new IllegalArgumentException("a load is above 0 and its peak 1 or more");
        }
    }

    public static Load perDay(String name, double units, double peak) {
        return new Load(name, units / SECONDS_A_DAY, peak);
    }

    double peakPerSecond() {
        return perSecond * peak;
    }

    double perDay() {
        return perSecond * SECONDS_A_DAY;
    }
}
