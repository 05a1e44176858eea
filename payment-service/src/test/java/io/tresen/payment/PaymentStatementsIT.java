package io.tresen.payment;

import static io.tresen.engines.Statements.naming;
import static io.tresen.engines.Statements.ran;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.messaging.Money;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the steps of a payment ask the database,: no more than they need. */
@QuarkusTest
class PaymentStatementsIT extends PaymentsUnderTest {

    private static final Money PRICE = new Money(1990, "EUR");

    @Inject
    LedgerTransfers ledger;

    @Test
    void who_locks_an_order_asks_for_refunds_only_where_there_are_some() {
        charging.pay(token, "pm_card_visa", null, () -> {});
        database.run(tx -> {
            List<String> ran = ran(tx, () -> payments.lock(tx, key()).orElseThrow());
            assertEquals(2, ran.size(), ran::toString);
            assertEquals(0, naming("from refund", ran));
        });
        database.run(tx -> requests.refundEverything(tx, key(), RefundReason.CANCELLATION, null));
        database.run(tx -> {
            List<String> ran = ran(
                    tx,
                    () -> assertEquals(
                            1, payments.lock(tx, key()).orElseThrow().refunds().size()));
            assertEquals(3, ran.size(), ran::toString);
        });
    }

    @Test
    void who_pays_on_a_page_locks_its_order_by_the_pages_token() {
        database.run(tx -> {
            List<String> ran = ran(
                    tx,
                    () -> assertEquals(
                            order,
                            payments.lockOfPayToken(tx, token)
                                    .orElseThrow()
                                    .order()
                                    .orderId()));
            assertEquals(2, ran.size(), ran::toString);
        });
        database.run(tx -> {
            payments.lockOfPayToken(tx, token).orElseThrow();
            assertTrue(isLocked());
        });
        assertTrue(database.<Boolean>inTransaction(
                tx -> payments.lockOfPayToken(tx, "nobody's").isEmpty()));
    }

    private boolean isLocked() {
        return database.<Boolean>inTransaction(
                tx -> tx.one("select 1 from payment_order where order_id = $1 for update skip locked", order)
                        .isEmpty());
    }

    @Test
    void an_order_that_asks_for_the_first_time_is_only_written() {
        PaymentOrder asked = Orders.askedByCard(UUID.randomUUID(), business);
        database.run(tx -> {
            List<String> ran = ran(tx, () -> requests.request(tx, asked, null));
            assertEquals(4, ran.size(), ran::toString);
            assertEquals(0, naming("for update", ran));
        });
    }

    @Test
    void of_two_requests_at_the_same_time_the_second_finds_what_the_first_wrote() throws Exception {
        PaymentOrder asked = Orders.askedByCard(UUID.randomUUID(), business);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> second = database.inTransaction(tx -> {
            requests.request(tx, asked, null);
            Future<?> begun = thread.submit(() -> database.run(later -> requests.request(later, asked, null)));
            await().atMost(SOON).until(this::somebodyWaits);
            return begun;
        });
        second.get(SOON.toSeconds(), TimeUnit.SECONDS);
        thread.shutdown();
        assertEquals(
                1,
                database.read(tx -> payments.find(tx, OrderKey.of(asked)))
                        .orElseThrow()
                        .payments()
                        .size());
        Row told = database.read(tx -> tx.one(
                        "select last_sequence from outbox_key where topic = $1 and key = $2",
                        Topics.PAYMENT_PAYMENT.name(),
                        asked.orderId()))
                .orElseThrow();
        assertEquals(1, told.getLong("last_sequence"), "told once");
    }

    private boolean somebodyWaits() {
        return database.read(tx -> tx.one("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like 'insert into payment_order%'"))
                .isPresent();
    }

    @Test
    void money_on_accounts_without_a_limit_is_booked_without_a_look_whether_it_is() {
        Transfer sale = sale(UUID.randomUUID(), PRICE);
        database.run(tx -> ledger.post(tx, business, List.of(sale(UUID.randomUUID(), PRICE)), Instant.now()));
        database.run(tx -> {
            List<String> ran = ran(
                    tx,
                    () -> assertEquals(List.of(sale), ledger.post(tx, business, List.of(sale, sale), Instant.now())));
            assertEquals(1, naming("ledger_transfer", ran), ran::toString);
        });
    }

    private static Transfer sale(UUID id, Money price) {
        return new Transfer(
                id,
                Transfer.Kind.CAPTURE,
                UUID.randomUUID(),
                null,
                List.of(
                        new Transfer.Entry(LedgerAccount.PROVIDER_CLEARING, true, price),
                        new Transfer.Entry(LedgerAccount.BUSINESS_BALANCE, false, price)));
    }

    @Test
    void what_else_asks_for_an_orders_money_is_looked_for_where_it_has_a_shopper() {
        assertEquals(0, naming("from wallet_transfer", paid(null)));
        assertEquals(1, naming("from wallet_transfer", paid(UUID.randomUUID())));
    }

    /** What the outcome of a charge asked. */
    private List<String> paid(UUID shopperId) {
        PaymentOrder asked = Orders.askedByCard(UUID.randomUUID(), business, shopperId);
        OrderKey key = OrderKey.of(asked);
        UUID attempt = Payment.id(asked.orderId(), 1);
        database.run(tx -> requests.request(tx, asked, null));
        String page = database.read(tx -> payments.find(tx, key))
                .orElseThrow()
                .order()
                .payToken();
        book.claim(page, null, () -> {});
        book.created(key, attempt, "pi_" + attempt);
        return database.inTransaction(tx -> {
            OrderPayments held = payments.lock(tx, key).orElseThrow();
            return ran(tx, () -> book.heard(tx, held, attempt, "pi_" + attempt, new Outcome.Succeeded(PRICE)));
        });
    }
}
