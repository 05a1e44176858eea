package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger's tables do what the rules say, alone and in a crowd. */
@QuarkusTest
class LedgerIT extends ServiceUnderTest {

    /** {@code -Dtresen.ledger.sql-steps=200000} makes it a long night. */
    private static final int STEPS = Integer.getInteger("tresen.ledger.sql-steps", 2_000);

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final int EVERY = 1_000;

    @Inject
    LedgerTransfers ledger;

    @Inject
    LedgerHolds holds;

    @Inject
    LedgerAccounts accounts;

    private final UUID anna = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();

    @Test
    void the_tables_agree_with_the_rules_through_random_histories() {
        LedgerModel model = new LedgerModel();
        LedgerHistory history = new LedgerHistory(STEPS);
        for (int i = 1; i <= STEPS; i++) {
            LedgerStep step = history.next();
            if (i % 17 == 0) {
                assertThrows(Died.class, () -> database.run(tx -> die(tx, step)));
            }
            assertEquals(model.happen(step), happen(step), "step " + i + ": " + step);
            if (i % EVERY == 0 || i == STEPS) {
                model.check("step " + i);
                compare(model, "step " + i);
            }
        }
    }

    private static final class Died extends RuntimeException {}

    /** The process ends after its work and before its commit. */
    private void die(Tx tx, LedgerStep step) {
        try {
            act(tx, step);
        } catch (RejectedException refused) {
            // it dies all the same
        }
        throw new Died();
    }

    private String happen(LedgerStep step) {
        try {
            database.run(tx -> act(tx, step));
            return null;
        } catch (RejectedException refusal) {
            return refusal.rejection().code();
        }
    }

    private void act(Tx tx, LedgerStep step) {
        if (step instanceof LedgerStep.Post post) {
            ledger.post(tx, business, post.transfers(), NOW);
        } else if (step instanceof LedgerStep.Hold hold) {
            holds.hold(tx, business, hold.transfer(), NOW);
        } else if (step instanceof LedgerStep.End end) {
            holds.end(tx, business, end.transferId(), end.end(), NOW);
        }
    }

    private void compare(LedgerModel model, String when) {
        Map<AccountKey, Long> sums = new HashMap<>();
        Map<AccountKey, LedgerBalance> limited = new HashMap<>();
        database.read(tx -> tx.list(
                        """
                        select a.*, b.posted_minor, b.pending_debits_minor, b.version,
                          (select coalesce(sum(credit_minor - debit_minor), 0)::bigint from ledger_entry e
                           where e.account_id = a.account_id) as entries,
                          (select coalesce(sum(debit_minor), 0)::bigint from ledger_pending_entry e
                           join ledger_pending p using (business_id, transfer_id)
                           where e.account_id = a.account_id and p.state = 'pending') as pending
                        from ledger_account a left join ledger_balance b using (account_id) where a.business_id = $1""",
                        business))
                .forEach(row -> {
                    AccountKey key = LedgerAccounts.key(row);
                    sums.put(key, row.getLong("entries"));
                    if (key.kind().isLimited()) {
                        assertEquals(row.getLong("entries"), row.getLong("posted_minor"), when + key);
                        assertEquals(row.getLong("pending"), row.getLong("pending_debits_minor"), when + key);
                        limited.put(
                                key,
                                new LedgerBalance(
                                        row.getLong("posted_minor"),
                                        row.getLong("pending_debits_minor"),
                                        row.getLong("version")));
                    }
                });
        model.limited.forEach((key, balance) ->
                assertEquals(balance, limited.getOrDefault(key, LedgerBalance.EMPTY), when + ": " + key));
        model.sums.forEach((key, sum) -> assertEquals(sum, sums.get(key), when + ": " + key));
        database.read(tx -> ledger.trialBalance(tx, business))
                .forEach(line -> assertEquals(line.debitsMinor(), line.creditsMinor(), when + ": " + line.currency()));
    }

    @Test
    void parallel_transfers_in_opposite_directions_do_not_wait_for_each_other() throws Exception {
        topUp(anna, 100_000);
        topUp(ben, 100_000);
        List<Boolean> done = InParallel.call(200, i -> paid(i % 2 == 0 ? pay(anna, ben, i) : pay(ben, anna, i)));
        assertEquals(200, done.stream().filter(it -> it).count());
        long toBen = 0;
        for (int i = 1; i <= 200; i++) {
            toBen += i % 2 == 0 ? i : -i;
        }
        assertEquals(100_000 - toBen, balance(anna).postedMinor());
        assertEquals(100_000 + toBen, balance(ben).postedMinor());
    }

    @Test
    void a_hundred_parallel_debits_never_overdraw_a_wallet() throws Exception {
        topUp(anna, 1_000);
        List<Boolean> done = InParallel.call(100, i -> paid(pay(anna, ben, 30)));
        assertEquals(33, done.stream().filter(it -> it).count());
        assertEquals(10, balance(anna).availableMinor());
        assertEquals(990, balance(ben).availableMinor());
    }

    @Test
    void a_transfer_that_is_booked_many_times_at_once_moves_money_once() throws Exception {
        topUp(anna, 1_000);
        Transfer once = pay(anna, ben, 30);
        InParallel.call(20, i -> paid(once));
        assertEquals(970, balance(anna).postedMinor());
        Transfer sale = sale(UUID.randomUUID(), 50);
        InParallel.call(20, i -> paid(sale));
        assertEquals(
                1_050,
                database.read(tx -> ledger.trialBalance(tx, business)).get(0).debitsMinor() - 30);
    }

    @Test
    void an_id_that_was_used_for_something_else_is_a_fault_and_books_nothing() {
        topUp(anna, 1_000);
        Transfer once = pay(anna, ben, 30);
        assertTrue(paid(once));
        Transfer other = new Transfer(
                once.id(),
                once.kind(),
                once.about(),
                once.by(),
                pay(anna, ben, 31).entries());
        assertThrows(IllegalStateException.class, () -> paid(other));
        assertEquals(970, balance(anna).postedMinor());
    }

    @Test
    void nor_does_it_book_where_no_account_has_a_limit_and_a_repeat_books_nothing() {
        Transfer once = sale(UUID.randomUUID(), 50);
        assertEquals(List.of(once), database.inTransaction(tx -> ledger.post(tx, business, List.of(once, once), NOW)));
        assertEquals(List.of(), database.inTransaction(tx -> ledger.post(tx, business, List.of(once), NOW)));
        for (Transfer other : List.of(sale(once.id(), 51), sale(once.id(), 50, LedgerAccount.HELD))) {
            Transfer fine = sale(UUID.randomUUID(), 7);
            assertThrows(
                    IllegalStateException.class,
                    () -> database.run(tx -> ledger.post(tx, business, List.of(fine, other), NOW)));
        }
        assertEquals(
                50,
                database.read(tx -> ledger.trialBalance(tx, business)).get(0).debitsMinor());
    }

    private static Transfer sale(UUID id, long minor) {
        return sale(id, minor, LedgerAccount.BUSINESS_BALANCE);
    }

    private static Transfer sale(UUID id, long minor, LedgerAccount to) {
        Money price = new Money(minor, "EUR");
        return new Transfer(
                id,
                Kind.CAPTURE,
                UUID.randomUUID(),
                null,
                List.of(new Entry(LedgerAccount.PROVIDER_CLEARING, true, price), new Entry(to, false, price)));
    }

    @Test
    void a_refusal_that_is_caught_leaves_the_transaction_as_it_was() {
        topUp(anna, 1_000);
        Transfer some = pay(anna, ben, 400);
        database.run(tx -> {
            assertThrows(RejectedException.class, () -> ledger.post(tx, business, List.of(pay(anna, ben, 1_001)), NOW));
            assertThrows(RejectedException.class, () -> holds.hold(tx, business, pay(anna, ben, 1_001), NOW));
            ledger.post(tx, business, List.of(some), NOW);
        });
        assertEquals(600, balance(anna).availableMinor());
    }

    @Test
    void who_did_it_and_what_it_belongs_to_are_noted() {
        topUp(anna, 1_000);
        Transfer some = pay(anna, ben, 400);
        database.run(tx -> holds.hold(tx, business, some, NOW));
        assertEquals(600, balance(anna).availableMinor());
        database.run(tx -> assertTrue(holds.post(tx, business, some.id(), NOW)));
        database.run(tx -> assertFalse(holds.post(tx, business, some.id(), NOW)));
        database.read(tx -> {
            var row = tx.one("select * from ledger_transfer where transfer_id = $1", some.id())
                    .orElseThrow();
            assertEquals("shopper", row.getString("by_kind"));
            assertEquals(anna, row.getUUID("by_id"));
            assertEquals(some.id(), row.getUUID("wallet_transfer_id"));
            return null;
        });
    }

    @Test
    void the_database_itself_refuses_an_overdraft_and_a_second_end() {
        topUp(anna, 1_000);
        Transfer some = pay(anna, ben, 400);
        database.run(tx -> holds.hold(tx, business, some, NOW));
        refused("update ledger_balance set posted_minor = 399 where pending_debits_minor = 400");
        refused("update ledger_pending set kind = 'refund'");
        refused("delete from ledger_pending");
        refused("update ledger_pending_entry set debit_minor = debit_minor + 1 where debit_minor > 0");
        database.run(tx -> holds.end(tx, business, some.id(), PendingState.VOIDED, NOW));
        refused("update ledger_pending set state = 'pending', ended_at = null where state = 'voided'");
        refused("insert into ledger_account (business_id, kind, currency) values (gen_random_uuid(),"
                + " 'shopper_wallet', 'EUR')");
    }

    private void refused(String sql) {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> database.run(tx -> tx.update(sql)), sql);
        Throwable cause = refusal instanceof PgException ? refusal : refusal.getCause();
        assertInstanceOf(PgException.class, cause, sql);
    }

    private boolean paid(Transfer transfer) {
        try {
            database.run(tx -> ledger.post(tx, business, List.of(transfer), NOW));
            return true;
        } catch (RejectedException refusal) {
            assertEquals("insufficient-funds", refusal.rejection().code());
            return false;
        }
    }

    private void topUp(UUID shopper, long amount) {
        UUID id = UUID.randomUUID();
        Money money = new Money(amount, "EUR");
        Transfer transfer = new Transfer(
                id,
                Kind.TOP_UP,
                About.topUp(id),
                By.SYSTEM,
                List.of(new Entry(LedgerAccount.CASH_IN_TRANSIT, true, money), Entry.toWallet(shopper, money)));
        assertTrue(paid(transfer));
    }

    private static Transfer pay(UUID from, UUID to, long amount) {
        UUID id = UUID.randomUUID();
        Money money = new Money(amount, "EUR");
        return new Transfer(
                id,
                Kind.WALLET_TRANSFER,
                About.walletTransfer(id, null),
                By.shopper(from),
                List.of(Entry.fromWallet(from, money), Entry.toWallet(to, money)));
    }

    private LedgerBalance balance(UUID shopper) {
        return database.read(tx -> accounts.wallet(tx, business, shopper, "EUR"))
                .orElseThrow();
    }
}
