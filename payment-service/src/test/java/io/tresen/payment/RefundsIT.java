package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.RejectedException;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Refunds at the provider: once, whoever asked, whatever was not answered. */
@QuarkusTest
class RefundsIT extends PaymentsUnderTest {

    @Test
    void a_refund_of_everything_does_not_wait_for_a_creation_that_was_never_answered() {
        stripe.fail("/payment_intents", 503);
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        awaitState(PaymentState.Cancelled.class);
        assertNull(held().order().refundWanted());
    }

    @Test
    void two_refunds_of_sixty_on_a_capture_of_a_hundred_are_one() throws Exception {
        charging.pay(token, "pm_card_visa", null, () -> {});
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(threads.submit(() -> {
                try {
                    database.inTransaction(
                            tx -> commands.refund(tx, business, payment, 1200, "both at once", By.SYSTEM));
                    return true;
                } catch (RuntimeException refused) {
                    return false;
                }
            }));
        }
        int went = 0;
        for (Future<Boolean> answer : answers) {
            went += answer.get(20, TimeUnit.SECONDS) ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(1, went);
        await().atMost(SOON).until(() -> stripe.refundedOf(order.toString()) == 1200);
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(1, stripe.refundsOf(order.toString()).size());
    }

    @Test
    void a_refund_of_an_unknown_payment_waits_and_is_made_once_the_money_came() {
        book.claim(token, null, () -> {});
        String ref = provider.create(charge()).ref();
        assertTrue(book.created(key(), payment, ref));
        stripe.fail("/" + ref, 503);
        provider.confirm(charge(), ref, "pm_card_visa", "http://localhost/back");
        book.heard(key(), payment, new Outcome.Unknown("no answer"));
        Refund asked = database.inTransaction(
                tx -> commands.refund(tx, business, payment, 990, "changed their mind", By.SYSTEM));
        assertEquals(RefundState.WAITING, asked.state());
        assertThrows(
                RejectedException.class,
                () -> database.run(tx -> commands.refund(tx, business, payment, 1001, "too much", By.SYSTEM)));
        assertEquals(0, stripe.refundsOf(order.toString()).size());
        assertInstanceOf(Unknown.class, state());
        stripe.heal();
        lookNow();
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertInstanceOf(Captured.class, state());
        assertEquals(990, stripe.refundedOf(order.toString()));
    }

    @Test
    void a_refund_without_an_answer_is_asked_for_again_and_made_once() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.fail("/refunds", 0);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.UNKNOWN);
        stripe.heal();
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(1, stripe.refundsOf(order.toString()).size());
    }

    @Test
    void a_refund_that_was_never_created_has_failed_after_24_hours_and_the_next_one_goes_through() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.fail("/refunds", 503);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.UNKNOWN);
        askedBefore("25 hours");
        await().atMost(SOON).until(() -> held().last().attention() != null);
        assertEquals(RefundState.UNKNOWN, held().refunds().get(0).state(), "the list was not answered");

        stripe.heal();
        long lists = stripe.count("/refunds");
        askedBefore("23 hours 30 minutes");
        await().atMost(SOON).until(() -> stripe.count("/refunds") > lists);
        assertEquals(RefundState.UNKNOWN, held().refunds().get(0).state(), "a call may be under way");
        assertEquals(0, stripe.refundsOf(order.toString()).size());

        askedBefore("25 hours");
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.FAILED);
        assertEquals("never-created", held().refunds().get(0).code());
        assertEquals(Attention.REFUND_FAILED, held().last().attention().code());
        database.run(tx -> tx.update("update payment_order set due_at = now() where order_id = $1", order));
        await().atMost(SOON)
                .until(() ->
                        held().refunds().size() == 2 && held().refunds().get(1).state() == RefundState.SUCCEEDED);
        assertEquals(1, stripe.refundsOf(order.toString()).size());
    }

    private void askedBefore(String interval) {
        database.run(tx -> tx.update(
                "update refund set asked_at = now() - interval '" + interval
                        + "', heard_at = null, due_at = now() where order_id = $1",
                order));
    }

    @Test
    void a_refund_that_lay_for_a_day_before_anybody_called_is_asked_for() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> {
            requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null);
            tx.update("update refund set requested_at = now() - interval '25 hours' where order_id = $1", order);
        });
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(1990, stripe.refundedOf(order.toString()));
    }

    @Test
    void a_refund_that_the_shop_made_at_the_provider_is_taken_for_ours() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        String made = stripe.refundByHand(held().last().providerRef(), 1990);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(made, held().refunds().get(0).providerRef());
        assertNull(held().order().refundWanted());
        assertNull(held().last().attention());
    }

    @Test
    void of_refunds_by_hand_none_is_taken_twice_and_none_of_another_amount() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.refundByHand(held().last().providerRef(), 990);
        stripe.refundByHand(held().last().providerRef(), 1000);
        for (int n = 1; n <= 2; n++) {
            int made = n;
            database.run(tx -> commands.refund(tx, business, payment, 990, "by hand", By.SYSTEM));
            await().atMost(SOON)
                    .until(() -> held().refunds().size() == made
                            && !held().refunds().get(made - 1).state().isInFlight());
        }
        assertEquals(RefundState.SUCCEEDED, held().refunds().get(0).state());
        assertEquals(RefundState.FAILED, held().refunds().get(1).state());
        assertEquals(Attention.REFUND_FAILED, held().last().attention().code());
    }

    @Test
    void refunds_go_back_in_seconds_while_many_payments_are_read_slowly() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.fail("_slow", 0);
        try {
            database.run(tx -> {
                tx.update(
                        """
                        insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency)
                        select $1, gen_random_uuid(), 'SLOW', 'card', 1990, 'EUR' from generate_series(1, 80)""",
                        business);
                tx.update(
                        """
                        insert into payment (business_id, payment_id, order_id, attempt, state, provider_ref, claimed_at,
                          due_at)
                        select business_id, gen_random_uuid(), order_id, 1, 'waiting', order_id || '_slow', now(),
                          now() - interval '1 hour'
                        from payment_order where business_id = $1 and order_no = 'SLOW'""",
                        business);
                requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null);
            });
            await().atMost(Duration.ofSeconds(6)).until(() -> stripe.refundedOf(order.toString()) == 1990);
        } finally {
            database.run(tx -> tx.update(
                    """
                    update payment set state = 'failed', due_at = null
                    where business_id = $1 and state = 'waiting'""",
                    business));
        }
    }

    @Test
    void what_an_order_wants_back_is_asked_for_again_after_a_persons_refund_failed_before_it() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.pendingRefunds();
        database.run(tx -> commands.refund(tx, business, payment, 500, "scratched", By.SYSTEM));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.PENDING);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        assertEquals(1, held().refunds().size());
        stripe.heal();
        stripe.end(held().refunds().get(0).providerRef(), "failed");
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.FAILED);
        assertNotNull(database.read(tx -> tx.one("select due_at from payment_order where order_id = $1", order))
                .orElseThrow()
                .getOffsetDateTime("due_at"));
        database.run(tx -> tx.update("update payment_order set due_at = now() where order_id = $1", order));
        await().atMost(SOON).until(() -> held().order().refundWanted() == null);
        assertEquals(1990, stripe.refundedOf(order.toString()));
        assertEquals(RefundState.SUCCEEDED, held().refunds().get(1).state());
        assertNull(held().last().attention());
    }

    @Test
    void what_a_person_gave_back_before_the_cancellation_and_the_bank_returns_goes_back_again() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> commands.refund(tx, business, payment, 1990, "scratched", By.SYSTEM));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        assertEquals(1, held().refunds().size());
        assertNull(held().order().refundWanted());
        Refund returned = held().refunds().get(0);
        stripe.end(returned.providerRef(), "failed");
        book.heardRefund(key(), returned.id(), returned.providerRef(), new Outcome.Failed("lost_or_stolen_card"));
        assertNotNull(database.read(tx -> tx.one("select due_at from payment_order where order_id = $1", order))
                .orElseThrow()
                .getOffsetDateTime("due_at"));
        database.run(tx -> tx.update("update payment_order set due_at = now() where order_id = $1", order));
        await().atMost(SOON)
                .until(() ->
                        held().refunds().size() == 2 && held().refunds().get(1).state() == RefundState.SUCCEEDED);
        assertEquals(1990, stripe.refundedOf(order.toString()));
        assertNull(held().last().attention());
    }

    @Test
    void a_refund_that_failed_is_tried_again_under_the_next_id() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.fail("/refunds", 400);
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.FAILED);
        assertEquals(Attention.REFUND_FAILED, held().last().attention().code());
        stripe.heal();
        database.run(tx -> tx.update("update payment_order set due_at = now() where order_id = $1", order));
        await().atMost(SOON)
                .until(() ->
                        held().refunds().size() == 2 && held().refunds().get(1).state() == RefundState.SUCCEEDED);
        assertEquals(1990, stripe.refundedOf(order.toString()));
        assertEquals(null, held().last().attention());
    }
}
