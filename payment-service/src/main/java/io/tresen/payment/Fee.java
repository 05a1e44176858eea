package io.tresen.payment;

/**
 * What the platform took of a capture.
 *
 * @param amountMinor in the capture's minor units
 * @param rule name of the rule; null where none was in force
 */
public record Fee(long amountMinor, String rule) {

    public static final Fee NONE = new Fee(0, null);
}
