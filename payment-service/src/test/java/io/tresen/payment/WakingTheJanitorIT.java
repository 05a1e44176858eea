package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.provider.Charging;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at everything that may be due costs five statements: the janitor is woken for what is due, and by nothing else. */
@QuarkusTest
class WakingTheJanitorIT extends ServiceUnderTest {

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

    @Inject
    Charging charging;

    @Inject
    ChargeBook book;

    @Inject
    OrderRequests requests;

    @Inject
    PaymentCommands commands;

    private UUID payment;
    private String token;

    @BeforeEach
    void asked() {
        PaymentOrder asked = new PaymentOrder(
                order,
                business,
                "T00001",
                null,
                null,
                PaymentMethod.CARD,
                new Money(1990, "EUR"),
                Orders.PARTS,
                null,
                Instant.now().plusSeconds(600),
                null,
                false,
                null);
        bell.rung.set(0);
        database.run(tx -> requests.request(tx, asked, null));
        payment = Payment.id(order, 1);
        token = held().order().payToken();
    }

    @Test
    void an_order_that_is_asked_for_and_paid_wakes_nobody() {
        charging.pay(token, "pm_card_visa", null, () -> {});
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
        book.claim(token, null, () -> {});
        database.run(tx -> requests.withdraw(tx, key(), "expired", null));
        assertEquals(1, bell.rung.get());
    }
}
