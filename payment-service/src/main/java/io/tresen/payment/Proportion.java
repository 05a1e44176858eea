package io.tresen.payment;

import java.math.BigInteger;

/** Shares of amounts, exact: a product of two amounts exceeds a long. */
final class Proportion {

    private Proportion() {}

    /** round_half_up(part × numerator ÷ denominator). @param denominator above zero; no other is below it */
    static long halfUp(long part, long numerator, long denominator) {
        BigInteger doubled = BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(numerator))
                .shiftLeft(1)
                .add(BigInteger.valueOf(denominator));
        return doubled.divide(BigInteger.valueOf(denominator).shiftLeft(1)).longValueExact();
    }
}
