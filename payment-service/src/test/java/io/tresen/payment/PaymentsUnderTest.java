package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.Charging;
import io.tresen.payment.provider.Provider;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An order that asked to be paid by card, and how its first attempt stands. */
abstract class PaymentsUnderTest extends ServiceUnderTest {

    @Inject
    Charging charging;

    @Inject
    ChargeBook book;

    @Inject
    Provider provider;

    @Inject
    OrderRequests requests;

    @Inject
    PaymentCommands commands;

    UUID payment;
    String token;

    @BeforeEach
    void asked() {
        PaymentOrder asked = Orders.askedByCard(order, business);
        database.run(tx -> requests.request(tx, asked, null));
        payment = Payment.id(order, 1);
        token = held().order().payToken();
    }

    PaymentState state() {
        return held().payment(payment).orElseThrow().state();
    }

    void awaitState(Class<? extends PaymentState> wanted) {
        await().atMost(SOON).untilAsserted(() -> assertInstanceOf(wanted, state()));
    }

    Charge charge() {
        return Charge.of(held(), held().payment(payment).orElseThrow());
    }

    void lookNow() {
        database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
    }
}
