package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.Charging;
import io.tresen.payment.provider.Provider;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real database: leases, races, crashes at each step, and the ledger's own guards. */
@QuarkusTest
class PaymentsIT extends ServiceUnderTest {

    @Inject
    PaymentAges ages;

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
        database.run(tx -> requests.request(tx, asked, null));
        payment = Payment.id(order, 1);
        token = held().order().payToken();
    }

    private PaymentState state() {
        return held().payment(payment).orElseThrow().state();
    }

    private void awaitState(Class<? extends PaymentState> wanted) {
        await().atMost(SOON).untilAsserted(() -> assertInstanceOf(wanted, state()));
    }

    private Charge charge() {
        return Charge.of(held(), held().payment(payment).orElseThrow());
    }

    @Test
    void of_many_parallel_payments_one_charges_and_all_are_answered_with_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Claim>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(() -> {
                start.await();
                return charging.pay(token, "pm_card_visa", null, () -> {});
            }));
        }
        start.countDown();
        int mine = 0;
        for (Future<Claim> answer : answers) {
            Claim claim = answer.get(20, TimeUnit.SECONDS);
            assertEquals(payment, claim.payment().id());
            mine += claim.mine() ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(1, mine);
        assertEquals(1, stripe.intentsOf(payment.toString()).size());
        assertEquals(1, stripe.chargesOf(order.toString()).size());
        assertInstanceOf(Captured.class, state());
    }

    @Test
    void a_process_that_died_after_its_claim_charged_nobody_and_the_shopper_may_try_again() {
        assertTrue(book.claim(token, null, () -> {}).mine());
        assertInstanceOf(Confirming.class, state());
        awaitState(Failed.class);
        assertEquals(0, stripe.chargesOf(order.toString()).size());
        assertEquals("canceled", stripe.intentsOf(payment.toString()).get(0).getString("status"));
        assertInstanceOf(
                Captured.class,
                charging.pay(token, "pm_card_visa", null, () -> {}).payment().state());
        assertEquals(1, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void a_process_that_died_between_the_creation_and_its_commit_leaves_one_intent() {
        book.claim(token, null, () -> {});
        provider.create(charge());
        awaitState(Failed.class);
        assertEquals(1, stripe.intentsOf(payment.toString()).size());
        assertNotNull(held().payment(payment).orElseThrow().providerRef());
    }

    @Test
    void a_process_that_died_after_the_charge_is_followed_by_the_janitor() {
        book.claim(token, null, () -> {});
        String ref = provider.create(charge()).ref();
        assertTrue(book.created(key(), payment, ref));
        provider.confirm(charge(), ref, "pm_card_visa", "http://localhost/back");
        assertInstanceOf(Confirming.class, state());
        awaitState(Captured.class);
        assertEquals(1, stripe.chargesOf(order.toString()).size());
        assertEquals(new Captured(new Money(1990, "EUR"), false), state());
    }

    @Test
    void a_straggler_can_not_confirm_what_the_janitor_has_closed() {
        book.claim(token, null, () -> {});
        String ref = provider.create(charge()).ref();
        assertTrue(book.created(key(), payment, ref));
        awaitState(Failed.class);
        assertEquals(new Outcome.Cancelled(), provider.confirm(charge(), ref, "pm_card_visa", "http://localhost/back"));
        assertFalse(book.created(key(), payment, ref));
        assertEquals(0, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void a_withdrawal_between_creation_and_confirmation_stops_the_charge() {
        stripe.before("/payment_intents", path -> database.run(tx -> requests.withdraw(tx, key(), "expired", null)));
        Claim claim = charging.pay(token, "pm_card_visa", null, () -> {});
        assertInstanceOf(PaymentState.Cancelled.class, claim.payment().state());
        assertEquals(0, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void a_creation_without_an_answer_is_unknown_and_repeated_under_the_same_key() {
        stripe.fail("/payment_intents", 503);
        assertInstanceOf(
                Unknown.class,
                charging.pay(token, "pm_card_visa", null, () -> {}).payment().state());
        stripe.heal();
        awaitState(Failed.class);
        assertEquals(1, stripe.intentsOf(payment.toString()).size());
    }

    @Test
    void after_23_hours_a_creation_is_looked_up_and_not_repeated() {
        book.claim(token, null, () -> {});
        provider.create(charge());
        long creations = stripe.count("/payment_intents");
        database.run(tx -> tx.update(
                "update payment set claimed_at = now() - interval '24 hours', due_at = now() where payment_id = $1",
                payment));
        awaitState(Failed.class);
        assertEquals(creations, stripe.count("/payment_intents"));
        assertTrue(stripe.count("/search") > 0);
    }

    @Test
    void a_creation_that_was_never_answered_is_closed_once_nobody_wants_it() {
        stripe.fail("/payment_intents", 503);
        assertInstanceOf(
                Unknown.class,
                charging.pay(token, "pm_card_visa", null, () -> {}).payment().state());
        database.run(tx -> requests.withdraw(tx, key(), "expired", null));
        awaitState(PaymentState.Cancelled.class);
    }

    @Test
    void a_refund_of_everything_does_not_wait_for_a_creation_that_was_never_answered() {
        stripe.fail("/payment_intents", 503);
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        awaitState(PaymentState.Cancelled.class);
        assertNull(held().order().refundWanted());
    }

    @Test
    void after_24_hours_a_creation_that_is_not_at_the_provider_has_failed_but_only_if_the_provider_says_so() {
        stripe.fail("/payment_intents", 503);
        charging.pay(token, "pm_card_visa", null, () -> {});
        stripe.fail("/search", 503);
        long looks = stripe.count("/search");
        database.run(tx -> tx.update(
                "update payment set claimed_at = now() - interval '24 hours', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> stripe.count("/search") > looks + 1);
        assertInstanceOf(Unknown.class, state());
        stripe.heal();
        lookNow();
        awaitState(Failed.class);
        assertEquals(0, stripe.intentsOf(payment.toString()).size());
    }

    private void lookNow() {
        database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
    }

    @Test
    void what_nobody_can_find_out_waits_for_a_person_and_is_still_looked_at() {
        stripe.fail("/payment_intents", 503);
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> tx.update(
                "update payment set unknown_since = now() - interval '1 minute', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> held().payment(payment).orElseThrow().attention() != null);
        assertEquals(
                Attention.UNCLEAR,
                held().payment(payment).orElseThrow().attention().code());
        stripe.heal();
        lookNow();
        awaitState(Failed.class);
        assertEquals(null, held().payment(payment).orElseThrow().attention());
    }

    @Test
    void what_waits_for_a_person_is_counted_by_its_code_and_by_an_index() {
        database.run(tx -> {
            long before = ages.attention(tx).getOrDefault(Attention.WRONG_CURRENCY, 0L);
            tx.update(
                    "update payment set attention_code = $2 where payment_id = $1", payment, Attention.WRONG_CURRENCY);
            assertEquals(before + 1, ages.attention(tx).get(Attention.WRONG_CURRENCY));
            tx.update("update payment set attention_code = null where payment_id = $1", payment);
            assertEquals(before, ages.attention(tx).getOrDefault(Attention.WRONG_CURRENCY, 0L));
            tx.update("set local enable_seqscan = off");
            for (String table : List.of("payment", "top_up")) {
                String plan =
                        tx.list("explain select count(*) from " + table + " where attention_code is not null").stream()
                                .map(row -> row.getString(0))
                                .collect(Collectors.joining());
                assertTrue(plan.contains(table + "_attention"), plan);
            }
        });
    }

    @Test
    void one_read_that_failed_makes_no_waiting_payment_unclear_and_a_word_takes_it_back() {
        charging.pay(token, "pm_sandbox_late_webhook", null, () -> {});
        String path = "/" + held().last().providerRef();
        long reads = stripe.count(path);
        database.run(tx -> tx.update(
                "update payment set claimed_at = now() - interval '1 hour', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> stripe.count(path) > reads);
        stripe.fail(path, 503);
        long failed = stripe.count(path);
        await().atMost(SOON).until(() -> stripe.count(path) > failed + 1);
        assertNull(held().last().attention());
        database.run(tx -> tx.update(
                "update payment set heard_at = now() - interval '1 minute', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> held().last().attention() != null);
        stripe.heal();
        lookNow();
        await().atMost(SOON).until(() -> held().last().attention() == null);
        assertInstanceOf(PaymentState.Waiting.class, state());
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

    @Test
    void the_ledger_has_the_money_where_it_is_and_balances() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        assertEquals(1990, balance("provider_clearing"));
        assertEquals(-1990, balance("business_balance"));
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(0, balance("provider_clearing"));
        assertEquals(0, balance("business_balance"));
    }

    private long balance(String kind) {
        return database.read(tx -> tx.one(
                        """
                                select coalesce(sum(debit_minor - credit_minor), 0)::bigint as balance
                                from ledger_account a join ledger_entry e using (account_id)
                                where a.business_id = $1 and a.kind = $2""",
                        business,
                        kind))
                .orElseThrow()
                .getLong("balance");
    }

    @Test
    void the_database_refuses_a_transfer_that_does_not_balance_and_every_change() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        refused("update ledger_entry set debit_minor = debit_minor + 1");
        refused("delete from ledger_entry");
        refused("update ledger_transfer set kind = 'refund'");
        refused("truncate ledger_entry");
        refused("insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor)"
                + " select business_id, transfer_id, account_id, currency, 1 from ledger_entry limit 1");
        refused("insert into ledger_transfer (business_id, transfer_id, kind, order_id, payment_id, occurred_at)"
                + " values (gen_random_uuid(), gen_random_uuid(), 'capture', gen_random_uuid(),"
                + " gen_random_uuid(), now())");
        refused("insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor)"
                + " select business_id, transfer_id, account_id, 'USD', 1 from ledger_entry limit 1");
    }

    private void refused(String sql) {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> database.run(tx -> tx.update(sql)), sql);
        Throwable cause = refusal instanceof PgException ? refusal : refusal.getCause();
        assertInstanceOf(PgException.class, cause, sql);
    }
}
