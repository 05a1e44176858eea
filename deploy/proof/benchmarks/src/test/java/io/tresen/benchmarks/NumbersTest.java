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
        assertTrue(Figure.atMost(5, "x", 5, "ms").met());
        assertFalse(Figure.atMost(5, "x", 5.01, "ms").met());
        assertTrue(Figure.atLeast(0.6, "x", 0.6, "ratio").met());
        assertFalse(Figure.atLeast(0.6, "x", 0.59, "ratio").met());
        assertFalse(Figure.atMost(5, "x", Double.NaN, "ms").met());
        assertFalse(Figure.atLeast(5, "x", Double.NaN, "ms").met());
    }
}
