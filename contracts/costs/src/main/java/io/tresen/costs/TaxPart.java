package io.tresen.costs;

/**
 * The part of an order that has one rate. Over all parts of an order net and tax add up to its total.
 *
 * @param ratePpm millionths
 * @param netMinor without the tax
 * @param taxMinor contained in the prices, or on top of them
 */
public record TaxPart(int ratePpm, long netMinor, long taxMinor) {

    /** A whole, in millionths. */
    static final long WHOLE = 1_000_000;

    /** gross - gross ÷ (1 + rate), half up. */
    static TaxPart ofGross(int ratePpm, long grossMinor) {
        long tax = Shares.part(grossMinor, ratePpm, WHOLE + ratePpm, 1);
        return new TaxPart(ratePpm, grossMinor - tax, tax);
    }

    /** net × rate, half up to a multiple of the step: it is paid on top. */
    static TaxPart ofNet(int ratePpm, long netMinor, long step) {
        return new TaxPart(ratePpm, netMinor, Shares.part(netMinor, ratePpm, WHOLE, step));
    }
}
