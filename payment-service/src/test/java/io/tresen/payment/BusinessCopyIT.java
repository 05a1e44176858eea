package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BusinessCopyIT extends ServiceUnderTest {

    @Inject
    Businesses businesses;

    @Test
    void a_copy_holds_the_same_in_whichever_order_a_process_kept_its_ways_of_paying() {
        put(1, PaymentMethod.WALLET, PaymentMethod.CARD, PaymentMethod.COD);
        assertArrayEquals(new String[] {"card", "cod", "wallet"}, stored());
        put(2, PaymentMethod.COD, PaymentMethod.WALLET, PaymentMethod.CARD);
        assertArrayEquals(new String[] {"card", "cod", "wallet"}, stored());
    }

    private void put(long sequence, PaymentMethod... methods) {
        Set<PaymentMethod> inThatOrder = new LinkedHashSet<>(List.of(methods));
        Businesses.Business shop =
                new Businesses.Business(business, "Hofladen", "hof-" + business, "DE", "EUR", "de", inThatOrder);
        database.run(tx -> businesses.put(tx, shop, sequence));
    }

    private String[] stored() {
        return database.read(tx -> tx.one("select payment_methods from business_copy where business_id = $1", business))
                .orElseThrow()
                .getArrayOfStrings("payment_methods");
    }
}
