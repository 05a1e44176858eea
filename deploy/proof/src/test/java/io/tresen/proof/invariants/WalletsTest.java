package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I7 of wallets against a ledger of payment-service's own tables, in which something is wrong. */
class WalletsTest {

    private static final String SHOP = "0190aaaa-0000-7000-8000-000000000001";
    private static final String TRANSFER = "0190aaaa-0000-7000-8000-000000000002";
    private static final String SENT = "0190aaaa-0000-7000-8000-000000000003";
    private static final String PAID = "0190aaaa-0000-7000-8000-000000000004";

    @BeforeEach
    void a_wallet_of_ten() throws IOException, SQLException {
        PaymentTables.create();
        PaymentTables.run("insert into ledger_account (business_id, kind, owner_id, currency) values ('" + SHOP
                + "', 'shopper_wallet', '" + SHOP + "', 'EUR'), ('" + SHOP + "', 'cash_in_transit', null, 'EUR')");
        PaymentTables.run("begin; insert into ledger_transfer (business_id, transfer_id, kind, occurred_at) values ('"
                + SHOP + "', '"
                + TRANSFER
                + "', 'top_up', now()); insert into ledger_entry (business_id, transfer_id, account_id, currency,"
                + " debit_minor, credit_minor) select '" + SHOP + "', '" + TRANSFER
                + "', account_id, 'EUR', case when owner_id is null then 1000 else 0 end,"
                + " case when owner_id is null then 0 else 1000 end from ledger_account; commit");
        PaymentTables.run("insert into ledger_balance (account_id, posted_minor, version) select account_id, 1000, 1"
                + " from ledger_account where owner_id is not null");
    }

    @Test
    void a_ledger_in_order_is_not_complained_about() {
        assertEquals(List.of(), violations());
    }

    @Test
    void a_balance_that_its_entries_do_not_explain_is_found() throws SQLException {
        PaymentTables.run("update ledger_balance set posted_minor = 1001");
        found("a balance that is not the sum of its entries");
    }

    @Test
    void a_wallet_without_a_balance_is_found() throws SQLException {
        PaymentTables.run("delete from ledger_balance");
        found("a balance that is not the sum of its entries");
    }

    @Test
    void money_that_is_held_for_nothing_is_found() throws SQLException {
        PaymentTables.run("update ledger_balance set pending_debits_minor = 1");
        found("a balance that is not the sum of its entries");
    }

    @Test
    void money_that_waited_and_was_never_booked_is_found() throws SQLException {
        PaymentTables.run(
                "insert into ledger_pending (business_id, transfer_id, kind, state, occurred_at, ended_at) values ('"
                        + SHOP + "', gen_random_uuid(), 'wallet_transfer', 'posted', now(), now())");
        found("money that waited and was not booked once");
    }

    @Test
    void an_overdrawn_wallet_is_found() throws SQLException {
        PaymentTables.run("alter table ledger_balance drop constraint ledger_balance_available;"
                + " update ledger_balance set posted_minor = -1");
        assertTrue(violations().get(0).startsWith("an overdrawn wallet"));
    }

    @Test
    void a_statement_that_does_not_add_up_is_found() throws SQLException {
        PaymentTables.run("insert into ledger_statement (account_id, lines, balance_minor) select account_id, 1, 1000"
                + " from ledger_account where owner_id is not null");
        found("a statement that does not add up");
    }

    @Test
    void a_transfer_that_was_told_and_booked_once_is_not_complained_about() throws SQLException {
        booked();
        assertEquals(List.of(), violations(posted()));
    }

    @Test
    void a_transfer_that_was_told_and_never_booked_is_found() {
        assertEquals(List.of("transfer " + SENT + " was told as posted 1 times and booked 0"), violations(posted()));
    }

    @Test
    void a_transfer_that_was_booked_and_never_told_is_found() throws SQLException {
        booked();
        found("transfer " + SENT + " was told as posted 0 times and booked 1");
    }

    @Test
    void a_transfer_that_was_told_as_posted_by_two_events_is_found() throws SQLException {
        booked();
        assertEquals(
                List.of("transfer " + SENT + " was told as posted 2 times and booked 1"),
                violations(posted(), posted()));
    }

    @Test
    void a_transfer_that_paid_an_order_is_booked_by_the_capture_of_its_payment() throws SQLException {
        PaymentTables.run(
                "insert into wallet_transfer (business_id, transfer_id, kind, payer_id, amount_minor, currency,"
                        + " status, by_kind, created_at, authorised_at, expires_at, version, order_id, pays_order,"
                        + " payment_id) values ('" + SHOP + "', '" + SENT + "', 'request', '" + SHOP
                        + "', 100, 'EUR', 'posted', 'business',"
                        + " now(), now(), now(), 2, gen_random_uuid(), true, '" + PAID + "')");
        assertEquals(List.of("transfer " + SENT + " was told as posted 1 times and booked 0"), violations(posted()));
        booked(PAID, "capture");
        assertEquals(List.of(), violations(posted()));
        found("transfer " + SENT + " was told as posted 0 times and booked 1");
    }

    @Test
    void a_transfer_that_is_open_after_its_time_is_found() throws SQLException {
        open("45 seconds");
        assertEquals(List.of(), violations());
        open("2 minutes");
        found("a transfer that is open after its time");
    }

    /** 1.00 out of the wallet to nobody in particular. */
    private static void booked() throws SQLException {
        booked(SENT, "wallet_transfer");
    }

    /** @param id of the transfer, and of its payment */
    private static void booked(String id, String kind) throws SQLException {
        PaymentTables.run(
                "begin; insert into ledger_transfer (business_id, transfer_id, payment_id, kind, occurred_at) values ('"
                        + SHOP + "', '" + id + "', '" + id + "', '" + kind
                        + "', now()); insert into ledger_entry (business_id, transfer_id, account_id, currency,"
                        + " debit_minor, credit_minor) select '" + SHOP + "', '" + id
                        + "', account_id, 'EUR', case when owner_id is null then 0 else 100 end,"
                        + " case when owner_id is null then 100 else 0 end from ledger_account;"
                        + " update ledger_balance set posted_minor = 900; commit");
    }

    private static Fact posted() {
        return Facts.of(SENT, "TransferPosted", Map.of("transfer_id", SENT));
    }

    /** A request of money whose time has been over for so long. */
    private static void open(String overFor) throws SQLException {
        PaymentTables.run(
                "insert into wallet_transfer (business_id, transfer_id, kind, payer_id, payee_id, amount_minor,"
                        + " currency, status, by_kind, created_at, expires_at, version) values ('" + SHOP
                        + "', gen_random_uuid(), 'request', '" + SHOP + "', '" + SENT
                        + "', 100, 'EUR', 'requested', 'shopper', now(), now() - interval '" + overFor + "', 1)");
    }

    private static void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private static List<String> violations(Fact... transfers) {
        return new Wallets()
                .violations(
                        new Evidence(PaymentTables.books(), Map.of(Topics.PAYMENT_TRANSFER, List.of(transfers)), null));
    }
}
