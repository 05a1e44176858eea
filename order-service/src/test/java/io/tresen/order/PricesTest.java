package io.tresen.order;

import static io.tresen.order.Samples.NOW;
import static io.tresen.order.Samples.onSale;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PricesTest {

    @Test
    void a_sale_holds_from_its_start_up_to_not_including_its_end() {
        Product product = onSale(2_000, 1_500, NOW, NOW.plusSeconds(60));
        assertEquals(2_000, product.priceAt(NOW.minusMillis(1)).amountMinor());
        assertEquals(1_500, product.priceAt(NOW).amountMinor());
        assertEquals(1_500, product.priceAt(NOW.plusMillis(59_999)).amountMinor());
        assertEquals(2_000, product.priceAt(NOW.plusSeconds(60)).amountMinor());
    }

    @Test
    void a_sale_without_start_holds_already_and_without_end_for_ever() {
        assertEquals(
                1_500,
                onSale(2_000, 1_500, null, NOW.plusSeconds(1)).priceAt(NOW).amountMinor());
        assertEquals(
                1_500,
                onSale(2_000, 1_500, NOW, null)
                        .priceAt(NOW.plusSeconds(1L << 32))
                        .amountMinor());
    }
}
