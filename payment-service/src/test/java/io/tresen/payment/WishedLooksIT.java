package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.provider.Charge;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever wants a payment looked at at once gets that, though a look at it is under way and ends with "later". */
@QuarkusTest
class WishedLooksIT extends PaymentsUnderTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    DueWork work;

    /** In one transaction, or the janitor would take the payment in between. @return seconds until it is looked at again */
    private double lookedAtAgainIn(Consumer<Tx> meanwhile) {
        return lookedAtAgainIn(meanwhile, PAUSE);
    }

    /** @param pause null: the look found an end */
    private double lookedAtAgainIn(Consumer<Tx> meanwhile, Duration pause) {
        return database.inTransaction(tx -> {
            tx.update("update payment set due_at = now() where payment_id = $1", payment);
            Due look = work.payments(tx, 1_000, LEASE).stream()
                    .filter(due -> due.id().equals(payment))
                    .findFirst()
                    .orElseThrow();
            meanwhile.accept(tx);
            work.payment(tx, look, pause);
            return tx.one(
                            "select extract(epoch from due_at - now())::float8 as in_s from payment where payment_id = $1",
                            payment)
                    .orElseThrow()
                    .getDouble("in_s");
        });
    }

    private void confirming() {
        Claim claim = book.claim(token, null, () -> {});
        String ref = provider.create(Charge.of(claim.held(), claim.payment())).ref();
        assertTrue(book.created(key(), payment, ref));
    }

    @Test
    void a_look_that_ends_puts_the_next_one_off() {
        confirming();
        assertEquals(15, lookedAtAgainIn(tx -> {}));
    }

    @Test
    void an_order_that_was_withdrawn_meanwhile_is_looked_at_at_once() {
        confirming();
        assertEquals(0, lookedAtAgainIn(tx -> requests.withdraw(tx, key(), "expired", null)));
    }

    @Test
    void a_card_holder_who_came_back_meanwhile_is_looked_at_at_once() {
        charging.pay(token, "pm_sandbox_requires_action", null, () -> {});
        assertEquals(0, lookedAtAgainIn(tx -> work.soon(tx, business, payment)));
    }

    @Test
    void what_was_told_of_an_attempt_after_a_look_that_found_its_end_is_looked_at_at_once() {
        charging.pay(token, "pm_card_visa_chargeDeclined", null, () -> {});
        assertEquals(0, lookedAtAgainIn(tx -> work.doubted(tx, business, payment), null));
    }
}
