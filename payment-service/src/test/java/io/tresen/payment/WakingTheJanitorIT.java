package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.provider.Charge;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at everything that may be due costs five statements: the janitor is woken for what is due, and by nothing else. */
@QuarkusTest
class WakingTheJanitorIT extends PaymentsUnderTest {

    /** Hears each waking. */
    @Singleton
    public static class Bell {

        final AtomicInteger rung = new AtomicInteger();

        void ring(@Observes WorkDue due) {
            rung.incrementAndGet();
        }
    }

    @Inject
    Bell bell;

    /** Listens from before the order asks, which is to wake nobody either. */
    @BeforeEach
    @Override
    void asked() {
        bell.rung.set(0);
        super.asked();
    }

    @Test
    void an_order_that_is_asked_for_and_paid_wakes_nobody() {
        Claim claim = charging.pay(token, "pm_card_visa", null, () -> {});
        assertEquals(
                new Captured(new Money(1990, "EUR"), false), claim.payment().state());
        assertEquals(0, bell.rung.get());
    }

    @Test
    void a_refund_is_asked_for_right_after_its_commit() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> commands.refund(tx, business, payment, 100, null, By.SYSTEM));
        assertEquals(1, bell.rung.get());
    }

    @Test
    void a_charge_that_nobody_wants_any_more_is_closed_right_after_the_commit() {
        Claim claim = book.claim(token, null, () -> {});
        String ref = provider.create(Charge.of(claim.held(), claim.payment())).ref();
        assertTrue(book.created(key(), payment, ref));
        assertTrue(database.<Boolean>inTransaction(tx -> {
            requests.withdraw(tx, key(), "expired", null);
            // asked before the commit: right after it the janitor takes the payment, which moves the time
            return tx.one("select due_at <= now() as due from payment where payment_id = $1", payment)
                    .orElseThrow()
                    .getBoolean("due");
        }));
        assertEquals(1, bell.rung.get());
        await().atMost(SOON).until(() -> held().payment(payment).orElseThrow().state() instanceof Cancelled);
    }
}
