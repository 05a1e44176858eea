package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void theMedianIsTheMiddleOfOddAndTheMeanOfTheMiddleTwoOfEven() {
        assertEquals(2, Numbers.median(9, 1, 2));
        assertEquals(3, Numbers.median(1, 4, 2, 9));
        assertTrue(Double.isNaN(Numbers.median()));
    }

    @Test
    void ofNothingThereIsNoCost() {
        assertTrue(Double.isNaN(Numbers.each(5, 0)));
        assertEquals(2.5, Numbers.each(5, 2));
        assertEquals(50, Numbers.perSecond(100, 2_000_000_000L));
    }

    @Test
    void threeDigitsThatCount() {
        assertEquals("12,346", Numbers.shown(12_345.6));
        assertEquals("12.3", Numbers.shown(12.34));
        assertEquals("1.23", Numbers.shown(1.234));
        assertEquals("0.123", Numbers.shown(0.1234));
        assertEquals("5", Numbers.shown(5));
        assertEquals("–", Numbers.shown(Double.NaN));
    }

    @Test
    void aGoalIsMetAtItsBoundAndNotByWhatIsNoNumber() {
        Goal most = Goal.of("order-cpu");
        assertTrue(most.metBy(5));
        assertFalse(most.metBy(5.01));
        assertFalse(most.metBy(Double.NaN));
        Goal least = Goal.of("read-product");
        assertTrue(least.metBy(0.6));
        assertFalse(least.metBy(0.59));
        assertFalse(least.metBy(Double.NaN));
    }
}
