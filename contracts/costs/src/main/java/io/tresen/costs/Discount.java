package io.tresen.costs;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a code takes off. Exactly one of amount and rate is set.
 *
 * @param code upper case
 * @param amountMinor taken off, at most the subtotal; null for a rate
 * @param ratePpm millionths of the subtotal, half up to the currency's step; null for an amount
 * @param from business time; null = already
 * @param to business time, exclusive; null = open
 * @param minSubtotalMinor from which subtotal on; 0 for any
 */
public record Discount(
        String code, Long amountMinor, Integer ratePpm, Instant from, Instant to, long minSubtotalMinor) {

    /** Why a code can't be used. The words are the names of the rejections. */
    public enum Obstacle {
        NOT_YET("discount-not-valid-yet"),
        OVER("discount-expired"),
        USED_UP("discount-used-up"),
        TOO_SMALL("discount-minimum-not-reached");

        private final String word;

        Obstacle(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Discount {
        if ((amountMinor == null) == (ratePpm == null)) {
            throw new IllegalArgumentException("A discount has an amount or a rate");
        }
    }

    /** A code as it is stored and compared: people type it in any case, with blanks around. */
    public static String normal(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    /** What stands in the way of the code now; empty when nothing does. @param usedUp no use is left */
    public Optional<Obstacle> obstacle(long subtotalMinor, boolean usedUp, Instant now) {
        if (from != null && now.isBefore(from)) {
            return Optional.of(Obstacle.NOT_YET);
        }
        if (to != null && !now.isBefore(to)) {
            return Optional.of(Obstacle.OVER);
        }
        if (usedUp) {
            return Optional.of(Obstacle.USED_UP);
        }
        return subtotalMinor < minSubtotalMinor ? Optional.of(Obstacle.TOO_SMALL) : Optional.empty();
    }

    /** Never more than the subtotal: shipping is paid in any case, and no total falls below zero. */
    long off(long subtotalMinor, long step) {
        long off = amountMinor != null ? amountMinor : Shares.part(subtotalMinor, ratePpm, TaxPart.WHOLE, step);
        return Math.min(off, subtotalMinor);
    }
}
