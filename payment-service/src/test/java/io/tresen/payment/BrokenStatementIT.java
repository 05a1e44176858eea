package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts get their numbers together; one whose numbers can't be given keeps none of the others waiting. */
@QuarkusTest
class BrokenStatementIT extends WalletsUnderTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    @Inject
    LedgerTransfers ledger;

    @Test
    void an_account_whose_numbers_can_not_be_given_keeps_no_other_waiting() {
        database.run(tx -> sale(tx, 1));
        numbered();
        database.run(tx -> {
            sale(tx, 10);
            // the entry has a line already
            tx.update(
                    """
                    insert into ledger_line (account_id, line, entry_id, balance_after_minor, occurred_at)
                    select account_id, 2, entry_id, 11, $2 from ledger_unnumbered join ledger_account using (account_id)
                    where business_id = $1 and kind = 'business_balance'""",
                    business,
                    PaymentRows.time(NOW));
        });
        await().atMost(SOON).until(() -> waiting().equals(List.of("business_balance")));
        assertEquals(
                1,
                database.<Integer>inTransaction(tx -> tx.update(
                        """
                        delete from ledger_unnumbered where account_id in (
                          select account_id from ledger_account where business_id = $1 and kind = 'business_balance')""",
                        business)));
    }

    private void sale(Tx tx, long amount) {
        ledger.post(tx, business, List.of(Sales.byCard(amount)), NOW);
    }

    /** Kinds of the shop's accounts that have entries without a number. */
    private List<String> waiting() {
        return database
                .read(tx -> tx.list(
                        """
                        select distinct kind from ledger_unnumbered join ledger_account using (account_id)
                        where business_id = $1 order by kind""",
                        business))
                .stream()
                .map(row -> row.getString("kind"))
                .toList();
    }
}
