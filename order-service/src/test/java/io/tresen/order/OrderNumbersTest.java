package io.tresen.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {

    @Test
    void numbers_have_six_to_twenty_characters_of_the_agreed_ones_and_differ() {
        Set<String> seen = new HashSet<>();
        for (long n = 1; n < 5_000; n++) {
            String number = OrderNumbers.of(n);
            assertTrue(number.matches("[A-Z0-9-]{6,20}"), number);
            assertTrue(seen.add(number), number);
        }
        assertEquals("T00001", OrderNumbers.of(1));
        assertEquals("T00010", OrderNumbers.of(32));
        assertTrue(OrderNumbers.of(Long.MAX_VALUE).length() <= 20);
    }

    @Test
    void a_number_is_read_back_and_what_is_none_is_refused() {
        for (long n = 1; n < 5_000; n++) {
            assertEquals(n, OrderNumbers.parse(OrderNumbers.of(n)));
        }
        assertEquals(1L << 40, OrderNumbers.parse(OrderNumbers.of(1L << 40)));
        for (String none : new String[] {"", "T1", "X00001", "T0000I", "T00001 "}) {
            assertThrows(IllegalArgumentException.class, () -> OrderNumbers.parse(none), none);
        }
    }
}
