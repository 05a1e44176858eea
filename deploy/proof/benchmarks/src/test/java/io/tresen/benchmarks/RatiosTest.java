package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

    private final Ratios ratios = new Ratios();

    @Test
    void aVoidRoundIsShownAndNotCounted() {
        assertEquals("", ratios.add(0.5, "", ""));
        assertEquals("**void**: ours; theirs", ratios.add(1, "ours", "theirs"));
        assertEquals("**void**: theirs", ratios.add(1, "", "theirs"));
        assertEquals("", ratios.add(0.7, "", ""));
        assertEquals(0.6, ratios.median(), 1e-9);
        assertEquals(List.of(), ratios.violations("reads"));
    }

    @Test
    void withoutARoundThatCountsThereIsNoFigure() {
        assertEquals(1, ratios.violations("reads").size());
        ratios.add(1, "all came through");
        assertTrue(Double.isNaN(ratios.median()));
        String why = ratios.violations("reads").get(0);
        assertTrue(why.startsWith("reads: no round counts: all came through"), why);
    }
}
