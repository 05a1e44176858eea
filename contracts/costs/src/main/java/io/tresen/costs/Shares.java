package io.tresen.costs;

import java.math.BigInteger;
import java.util.stream.LongStream;

/** Divides whole minor units without losing one. */
final class Shares {

    private Shares() {}

    /**
     * amount × part ÷ whole, half up to a multiple of the step, in one go; amount and part 0 or more, whole and step above 0,
     * the result within a long.
     */
    static long part(long amount, long part, long whole, long step) {
        long[] quotient = divide(amount, part, whole * step);
        long steps = quotient[1] >= whole * step - quotient[1] ? quotient[0] + 1 : quotient[0];
        return steps * step;
    }

    /**
     * As {@link #spread(long, long[])}, in whole steps where amount and weights are such; then no share of a part of the
     * weights' sum is above its weight, as it is without steps.
     */
    static long[] spread(long amount, long[] weights, long step) {
        if (step == 1 || amount % step != 0 || LongStream.of(weights).anyMatch(weight -> weight % step != 0)) {
            return spread(amount, weights);
        }
        return LongStream.of(spread(amount / step, weights))
                .map(steps -> steps * step)
                .toArray();
    }

    /**
     * An amount spread over weights: each gets its share rounded down, and what is left goes unit by unit to the largest
     * remainders, the earlier one first where two are equal. Without any weight the first has it all.
     */
    static long[] spread(long amount, long[] weights) {
        long[] shares = new long[weights.length];
        long sum = LongStream.of(weights).sum();
        if (amount == 0 || weights.length == 0) {
            return shares;
        }
        if (sum == 0) {
            shares[0] = amount;
            return shares;
        }
        long[] remainders = new long[weights.length];
        long left = amount;
        for (int i = 0; i < weights.length; i++) {
            long[] quotient = divide(amount, weights[i], sum);
            shares[i] = quotient[0];
            remainders[i] = quotient[1];
            left -= quotient[0];
        }
        for (; left > 0; left--) {
            int largest = largest(remainders);
            shares[largest]++;
            remainders[largest] = -1;
        }
        return shares;
    }

    /** The first of the largest. */
    private static int largest(long[] remainders) {
        int largest = 0;
        for (int i = 1; i < remainders.length; i++) {
            largest = remainders[i] > remainders[largest] ? i : largest;
        }
        return largest;
    }

    /** Quotient and remainder of amount × part ÷ whole. */
    private static long[] divide(long amount, long part, long whole) {
        long product = amount * part;
        if (Math.multiplyHigh(amount, part) == 0 && product >= 0) {
            return new long[] {product / whole, product % whole};
        }
        BigInteger[] quotient = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divideAndRemainder(BigInteger.valueOf(whole));
        return new long[] {quotient[0].longValueExact(), quotient[1].longValueExact()};
    }
}
