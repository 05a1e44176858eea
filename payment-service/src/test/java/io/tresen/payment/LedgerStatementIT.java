package io.tresen.payment;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Statements: each entry once, in an order that holds, with a balance that adds up. */
@QuarkusTest
class LedgerStatementIT extends WalletsUnderTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    @Inject
    LedgerTransfers ledger;

    private void sale(Tx tx, long amount, Instant at) {
        ledger.post(tx, business, List.of(Sales.byCard(amount)), at);
    }

    private void sale(long amount) {
        database.run(tx -> sale(tx, amount, NOW));
    }

    private String account(String kind) {
        return shop().get("/payments/v1/ledger/accounts?kind=" + kind)
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].account_id");
    }

    private String entries(String kind) {
        numbered();
        return "/payments/v1/ledger/accounts/" + account(kind) + "/entries";
    }

    private JsonPath page(String path, int limit, String cursor) {
        return shop().get(path + "?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void accounts_show_where_the_money_is_and_whose() {
        sale(1990);
        UUID anna = shopper();
        topUp(anna, 500);
        for (String kind : List.of("provider_clearing", "business_balance")) {
            shop().get("/payments/v1/ledger/accounts?kind=" + kind)
                    .then()
                    .body("data[0].balance_minor", equalTo(1990))
                    .body("data[0].currency", equalTo("EUR"));
        }
        shop().get("/payments/v1/ledger/accounts?kind=shopper_wallet")
                .then()
                .body("data[0].shopper_id", equalTo(anna.toString()))
                .body("data[0].available_minor", equalTo(500));
        shop().get("/payments/v1/ledger/accounts?kind=gold").then().statusCode(400);
        assertEquals(
                4,
                page("/payments/v1/ledger/accounts", 100, null).getList("data").size());
    }

    @Test
    void an_entry_that_is_committed_after_a_later_one_was_read_is_not_missed() throws Exception {
        sale(1);
        CountDownLatch booked = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> slow = threads.submit(() -> database.run(tx -> {
            sale(tx, 10, NOW);
            booked.countDown();
            await(read);
        }));
        await(booked);
        sale(100);
        sale(1_000);
        String path = entries("business_balance");
        JsonPath first = page(path, 2, null);
        assertEquals(List.of(1, 101), first.getList("data.balance_after_minor"));
        read.countDown();
        slow.get(20, TimeUnit.SECONDS);
        numbered();
        JsonPath second = page(path, 2, first.getString("paging.next"));
        assertEquals(List.of(1_101, 1_111), second.getList("data.balance_after_minor"));
        assertEquals(List.of(1_000, 10), second.getList("data.amount_minor"));
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_cursor_meets_each_entry_once_while_others_are_booked() throws Exception {
        sale(1);
        String path = entries("business_balance");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<List<Integer>> booking = threads.submit(() -> InParallel.call(300, i -> {
            sale(i);
            return i;
        }));
        List<Integer> lines = new ArrayList<>();
        List<Integer> amounts = new ArrayList<>();
        long balance = 0;
        String cursor = null;
        while (true) {
            boolean over = booking.isDone();
            if (over) {
                numbered();
            }
            JsonPath page = page(path, 7, cursor);
            List<Integer> found = page.getList("data.amount_minor");
            List<Integer> after = page.getList("data.balance_after_minor");
            String next = page.getString("paging.next");
            // the last page is read again until all is booked; what it had is met again, so only whole pages count
            if (next != null || over) {
                lines.addAll(page.getList("data.line"));
                amounts.addAll(found);
                for (int i = 0; i < found.size(); i++) {
                    balance += found.get(i);
                    assertEquals(balance, after.get(i).longValue());
                }
            }
            if (next != null) {
                cursor = next;
            } else if (over) {
                break;
            }
        }
        threads.shutdown();
        assertEquals(301, amounts.size());
        assertEquals(301, new HashSet<>(lines).size());
        assertEquals(1 + 300 * 301 / 2, balance);
    }

    @Test
    void what_nobody_reads_is_numbered_too_and_a_reader_waits_for_no_number() throws Exception {
        sale(1);
        String path = entries("business_balance");
        long account = Long.parseLong(account("business_balance"));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> numbering = threads.submit(() -> database.run(tx -> {
            tx.one("select 1 from ledger_statement where account_id = $1 for update", account);
            held.countDown();
            await(read);
        }));
        await(held);
        sale(10);
        assertEquals(List.of(1), page(path, 100, null).getList("data.amount_minor"));
        shop().get("/payments/v1/ledger/accounts?kind=business_balance")
                .then()
                .body("data[0].balance_minor", equalTo(11));
        read.countDown();
        numbering.get(20, TimeUnit.SECONDS);
        numbered();
        assertEquals(List.of(1, 10), page(path, 100, null).getList("data.amount_minor"));
        threads.shutdown();
    }

    @Test
    void a_range_of_time_begins_at_from_and_ends_before_to() {
        for (int day = 0; day < 4; day++) {
            int amount = 1 << day;
            Instant at = NOW.plusSeconds(86_400L * day);
            database.run(tx -> sale(tx, amount, at));
        }
        String range = entries("business_balance") + "?from=2025-06-02T12:00:00Z&to=2025-06-04T12:00:00Z";
        assertEquals(
                List.of(2, 4),
                shop().get(range).then().statusCode(200).extract().jsonPath().getList("data.amount_minor"));
        String csv = shop().accept("text/csv")
                .get(range)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(3, csv.lines().count());
        assertTrue(csv.startsWith("line,at,kind,amount,balance_after,currency,order_no"), csv);
        assertTrue(csv.contains("2,2025-06-02T12:00:00Z,capture,0.02,0.03,EUR,"), csv);
        shop().get(entries("business_balance") + "?from=yesterday").then().statusCode(400);
    }

    @Test
    void a_file_has_the_whole_range() {
        database.run(tx -> {
            for (int i = 0; i < 1_200; i++) {
                sale(tx, 1, NOW);
            }
        });
        String csv = shop().accept("text/csv")
                .get(entries("provider_clearing"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(1_201, csv.lines().count());
        assertTrue(csv.contains("\n1200,") && csv.contains(",12.00,EUR,"), "the last line");
    }

    @Test
    void anothers_account_answers_like_one_that_is_not_there() {
        sale(5);
        String path = entries("business_balance");
        TestTokens stranger = TestTokens.business(UUID.randomUUID());
        as(stranger).get(path).then().statusCode(404);
        as(stranger).accept("text/csv").get(path).then().statusCode(404);
        for (String id : List.of("0", "999999999999", "9999999999999999999999", "x", "-1")) {
            shop().get("/payments/v1/ledger/accounts/" + id + "/entries").then().statusCode(404);
        }
        shop().get(path + "?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void an_order_is_named_where_the_money_came_from_one() {
        PaymentOrder asked = Orders.order(PaymentMethod.CARD);
        Money price = new Money(1990, "EUR");
        database.run(tx -> {
            tx.update(
                    """
                    insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency)
                    values ($1, $2, '=CMD()', 'card', 1990, 'EUR')""",
                    business,
                    asked.orderId());
            Transfer sale = new Transfer(
                            UUID.randomUUID(),
                            Kind.CAPTURE,
                            UUID.randomUUID(),
                            null,
                            List.of(
                                    new Entry(LedgerAccount.PROVIDER_CLEARING, true, price),
                                    new Entry(LedgerAccount.BUSINESS_BALANCE, false, price)))
                    .of(asked.orderId(), io.tresen.messaging.By.SYSTEM);
            ledger.post(tx, business, List.of(sale), NOW);
        });
        String path = entries("business_balance");
        shop().get(path)
                .then()
                .body("data[0].order_id", equalTo(asked.orderId().toString()))
                .body("data[0].order_no", equalTo("=CMD()"))
                .body("data[0].by.kind", equalTo("system"));
        assertTrue(shop().accept("text/csv").get(path).asString().contains(",'=CMD(),"));
    }
}
