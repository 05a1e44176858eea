package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.Money;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayMethodsTest {

    private static final Set<PaymentMethod> ALL = EnumSet.allOf(PaymentMethod.class);

    @Test
    void the_page_offers_what_the_shop_takes_and_at_least_what_was_chosen() {
        assertEquals(Set.of(PaymentMethod.CARD, PaymentMethod.WALLET), offered(PaymentMethod.CARD, 1990, "EUR", ALL));
        assertEquals(Set.of(PaymentMethod.WALLET), offered(PaymentMethod.WALLET, 1990, "EUR", Set.of()));
        assertEquals(Set.of(), offered(PaymentMethod.COD, 1990, "EUR", ALL));
    }

    @Test
    void no_card_is_offered_for_what_no_card_can_take() {
        assertEquals(Set.of(PaymentMethod.WALLET), offered(PaymentMethod.WALLET, 20, "EUR", ALL));
        assertEquals(Set.of(PaymentMethod.WALLET), offered(PaymentMethod.WALLET, 1255, "KWD", ALL));
        assertEquals(Set.of(PaymentMethod.CARD, PaymentMethod.WALLET), offered(PaymentMethod.WALLET, 1250, "KWD", ALL));
    }

    @Test
    void an_order_without_a_shopper_has_no_wallet() {
        assertEquals(Set.of(PaymentMethod.CARD), PayMethods.of(order(PaymentMethod.CARD, 1990, "EUR", null), ALL));
    }

    private static Set<PaymentMethod> offered(
            PaymentMethod method, long minor, String currency, Set<PaymentMethod> shopTakes) {
        return PayMethods.of(order(method, minor, currency, UUID.randomUUID()), shopTakes);
    }

    private static PaymentOrder order(PaymentMethod method, long minor, String currency, UUID shopper) {
        return new PaymentOrder(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "T00001",
                shopper,
                null,
                method,
                new Money(minor, currency),
                Parts.NONE,
                "token",
                null,
                null,
                false,
                null,
                false);
    }
}
