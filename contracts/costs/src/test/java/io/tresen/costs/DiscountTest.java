package io.tresen.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.costs.Discount.Obstacle;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscountTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void a_code_holds_from_its_start_up_to_not_including_its_end() {
        Discount discount = new Discount("SPRING", 500L, null, NOW, NOW.plusSeconds(60), 0);
        assertEquals(Optional.of(Obstacle.NOT_YET), discount.obstacle(1_000, false, NOW.minusMillis(1)));
        assertEquals(Optional.empty(), discount.obstacle(1_000, false, NOW));
        assertEquals(Optional.empty(), discount.obstacle(1_000, false, NOW.plusMillis(59_999)));
        assertEquals(Optional.of(Obstacle.OVER), discount.obstacle(1_000, false, NOW.plusSeconds(60)));
    }

    @Test
    void a_code_without_uses_or_for_a_larger_cart_can_not_be_used() {
        Discount discount = new Discount("SPRING", 500L, null, null, null, 2_000);
        assertEquals(Optional.of(Obstacle.USED_UP), discount.obstacle(2_000, true, NOW));
        assertEquals(Optional.of(Obstacle.TOO_SMALL), discount.obstacle(1_999, false, NOW));
        assertEquals(Optional.empty(), discount.obstacle(2_000, false, NOW));
    }

    @Test
    void case_and_blanks_around_a_code_do_not_matter() {
        assertEquals("SPRING-26", Discount.normal("  spring-26 "));
    }

    @Test
    void a_discount_is_an_amount_or_a_rate_and_not_both() {
        assertThrows(IllegalArgumentException.class, () -> new Discount("X", null, null, null, null, 0));
        assertThrows(IllegalArgumentException.class, () -> new Discount("X", 1L, 1, null, null, 0));
    }
}
