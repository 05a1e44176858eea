package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I2 against events, a ledger and a provider's book, in which something is wrong. */
class ChargesTest {

    private static final String SHOP = "0190aaaa-0000-7000-8000-000000000001";

    private final String order = UUID.randomUUID().toString();
    private final List<Fact> orders = new ArrayList<>();
    private final List<Fact> payments = new ArrayList<>();
    private final ObjectNode sandbox = JsonNodeFactory.instance.objectNode();

    @BeforeEach
    void tables() throws IOException, SQLException {
        PaymentTables.create();
        sandbox.putArray("data");
    }

    @Test
    void an_order_that_is_owed_without_any_payment_is_found() {
        confirmed("CARD");
        found("is owed and was paid 0 times");
    }

    @Test
    void cash_at_the_door_and_a_cancelled_order_need_no_payment() {
        confirmed("COD");
        assertEquals(List.of(), violations());
        orders.clear();
        confirmed("CARD");
        orders.add(Facts.of(order, "OrderCancelled", Map.of()));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_second_charge_is_seen_by_a_sample_while_things_move_and_one_is_none() {
        charged();
        assertEquals(List.of(), Charges.doubled(sandbox));
        charged();
        assertEquals(List.of("order " + order + " keeps 2 charges"), Charges.doubled(sandbox));
    }

    @Test
    void an_order_that_was_paid_twice_in_time_is_found_and_late_money_is_none_of_it() {
        confirmed("CARD");
        charged();
        paid("CARD", false);
        paid("CARD", true);
        assertEquals(List.of(), violations());
        paid("CARD", false);
        found("is owed and was paid 2 times");
    }

    @Test
    void a_card_order_that_keeps_no_charge_is_found() {
        confirmed("CARD");
        paid("CARD", false);
        found("keeps 0 charges, not 1");
    }

    @Test
    void an_order_paid_from_a_wallet_took_its_total_from_the_wallet_once_and_keeps_no_charge() throws SQLException {
        confirmed("CARD");
        paid("WALLET", false);
        booked("shopper_wallet", 1_000);
        assertEquals(List.of(), violations());
        charged();
        found("keeps 1 charges, not 0");
    }

    @Test
    void an_order_paid_from_a_wallet_that_is_not_in_the_ledger_is_found() {
        confirmed("WALLET");
        paid("WALLET", false);
        found("costs 1000 EUR and took [] from wallets");
    }

    @Test
    void an_order_paid_from_a_wallet_with_another_sum_is_found() throws SQLException {
        confirmed("WALLET");
        paid("WALLET", false);
        booked("shopper_wallet", 999);
        found("costs 1000 EUR and took [999 EUR] from wallets");
    }

    @Test
    void an_order_paid_from_a_wallet_that_was_booked_twice_or_elsewhere_is_found() throws SQLException {
        confirmed("WALLET");
        paid("WALLET", false);
        booked("shopper_wallet", 1_000);
        booked("provider_clearing", 1_000);
        assertEquals(1, violations().size());
    }

    @Test
    void a_cancelled_order_whose_money_is_not_back_in_the_wallet_is_found() throws SQLException {
        confirmed("WALLET");
        paid("WALLET", false);
        booked("shopper_wallet", 1_000);
        orders.add(Facts.of(order, "OrderCancelled", Map.of()));
        found("is not owed and keeps 1000 EUR of a wallet");
        booked("refund", "shopper_wallet", -999);
        found("is not owed and keeps 1 EUR of a wallet");
        booked("refund", "shopper_wallet", -1);
        assertEquals(List.of(), violations());
    }

    private void found(String what) {
        assertEquals(1, violations().stream().filter(it -> it.endsWith(what)).count(), () -> violations()
                .toString());
    }

    private List<String> violations() {
        return new Charges()
                .violations(new Evidence(
                        PaymentTables.books(),
                        Map.of(Topics.ORDER_ORDER, orders, Topics.PAYMENT_PAYMENT, payments),
                        sandbox));
    }

    private void confirmed(String method) {
        orders.add(
                Facts.of(order, "OrderPlaced", Map.of("payment_method", method, "total", Facts.money(1_000, "EUR"))));
        orders.add(Facts.of(order, "OrderConfirmed", Map.of()));
    }

    private void paid(String method, boolean late) {
        payments.add(Facts.of(order, "PaymentSucceeded", Map.of("method", method, "late", late)));
    }

    /** The provider holds a charge for it. */
    private void charged() {
        sandbox.withArray("data")
                .addObject()
                .put("amount_received", 1_000)
                .putObject("metadata")
                .put("order_id", order);
    }

    /** A capture of the order, out of an account of this kind. */
    private void booked(String account, long amountMinor) throws SQLException {
        booked("capture", account, amountMinor);
    }

    /** @param amountMinor out of the account; below zero: into it */
    private void booked(String kind, String account, long amountMinor) throws SQLException {
        String owner = account.equals("shopper_wallet") ? "'" + SHOP + "'" : "null";
        String transfer = UUID.randomUUID().toString();
        PaymentTables.run("insert into ledger_account (business_id, kind, owner_id, currency) values ('" + SHOP + "', '"
                + account + "', " + owner + ", 'EUR'), ('" + SHOP
                + "', 'business_balance', null, 'EUR') on conflict do nothing");
        PaymentTables.run("begin; insert into ledger_transfer (business_id, transfer_id, kind, order_id, occurred_at)"
                + " values ('" + SHOP + "', '" + transfer + "', '" + kind + "', '" + order + "', now());"
                + " insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor, credit_minor)"
                + " select '" + SHOP + "', '" + transfer
                + "', account_id, 'EUR', greatest(moved, 0), greatest(-moved, 0)"
                + " from (select account_id, case when kind = '" + account + "' then " + amountMinor + " else -("
                + amountMinor + ") end as moved from ledger_account where kind in ('" + account
                + "', 'business_balance')) as legs; commit");
    }
}
