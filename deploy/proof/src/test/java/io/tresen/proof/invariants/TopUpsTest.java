package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I2 and I7 of top-ups by card against a ledger and a provider's book, in which something is wrong. */
class TopUpsTest {

    private static final String SHOP = "0190aaaa-0000-7000-8000-000000000001";
    private static final String ANNA = "0190aaaa-0000-7000-8000-000000000002";
    private static final String BEN = "0190aaaa-0000-7000-8000-000000000003";

    private final String topUp = UUID.randomUUID().toString();
    private final List<Fact> told = new ArrayList<>();
    private final ObjectNode sandbox = JsonNodeFactory.instance.objectNode();

    @BeforeEach
    void tables() throws IOException, SQLException {
        PaymentTables.create();
        sandbox.putArray("data");
        PaymentTables.run("insert into ledger_account (business_id, kind, owner_id, currency) values ('" + SHOP
                + "', 'shopper_wallet', '" + ANNA + "', 'EUR'), ('" + SHOP + "', 'shopper_wallet', '" + BEN
                + "', 'EUR'), ('" + SHOP + "', 'provider_clearing', null, 'EUR'), ('" + SHOP
                + "', 'cash_in_transit', null, 'EUR'), ('" + SHOP + "', 'held', null, 'EUR')");
    }

    @Test
    void one_that_was_charged_and_credited_once_is_not_complained_about() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        credited(ANNA, 1_000);
        told("TopUpSucceeded");
        assertEquals(List.of(), violations());
        assertEquals(List.of(), ledger());
    }

    @Test
    void one_that_was_charged_twice_is_found() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        charged(topUp, 1_000, 0);
        credited(ANNA, 1_000);
        told("TopUpSucceeded");
        found("keeps 2 charges, not 1");
        assertEquals(List.of("provider clearing in EUR: the ledger has 1000, not 2000"), ledger());
    }

    @Test
    void one_that_was_credited_twice_is_found() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        credited(ANNA, 1_000);
        credited(ANNA, 1_000);
        told("TopUpSucceeded");
        found("credited [" + ANNA + " 1000 EUR, " + ANNA + " 1000 EUR], not [" + ANNA + " 1000 EUR]");
        assertEquals(List.of("provider clearing in EUR: the ledger has 2000, not 1000"), ledger());
    }

    @Test
    void one_that_was_credited_to_another_or_with_another_sum_or_not_at_all_is_found() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        found("credited [], not [" + ANNA + " 1000 EUR]");
        credited(BEN, 1_000);
        told("TopUpSucceeded");
        found("credited [" + BEN + " 1000 EUR], not [" + ANNA + " 1000 EUR]");
    }

    @Test
    void one_that_failed_and_keeps_a_charge_or_a_credit_is_found() throws SQLException {
        asked("failed");
        charged(topUp, 1_000, 0);
        found("keeps 1 charges, not 0");
        sandbox.putArray("data");
        charged(topUp, 1_000, 1_000);
        assertEquals(List.of(), violations());
        credited(ANNA, 1_000);
        told("TopUpSucceeded");
        found("credited [" + ANNA + " 1000 EUR], not []");
    }

    @Test
    void held_money_is_there_until_it_went_back_and_its_refund_is_no_orders() throws SQLException {
        asked("held");
        charged(topUp, 900, 0);
        booked("top_up", "provider_clearing", "held", 900);
        assertEquals(List.of(), violations());
        PaymentTables.run("update top_up set refund_state = 'succeeded'");
        found("keeps 1 charges, not 0");
        sandbox.putArray("data");
        charged(topUp, 900, 900);
        booked("refund", "held", "provider_clearing", 900);
        told("TopUpRefunded");
        assertEquals(List.of(), violations());
        assertEquals(List.of(), ledger());
    }

    @Test
    void a_charge_that_nobody_asked_for_is_found_and_an_orders_is_none() throws SQLException {
        String nobodys = UUID.randomUUID().toString();
        charged(nobodys, 1_000, 0);
        found("top-up " + nobodys + " is charged or credited and nobody asked for it");
        sandbox.putArray("data")
                .addObject()
                .put("amount_received", 5)
                .putObject("metadata")
                .put("order_id", nobodys);
        assertEquals(List.of(), violations());
    }

    @Test
    void cash_is_no_charge() throws SQLException {
        booked("top_up", "cash_in_transit", ANNA, 500);
        assertEquals(List.of(), violations());
    }

    @Test
    void one_that_is_open_after_its_time_is_found() throws SQLException {
        asked("open");
        PaymentTables.run("update top_up set pay_by = now() - interval '45 seconds'");
        assertEquals(List.of(), violations());
        PaymentTables.run("update top_up set pay_by = now() - interval '2 minutes'");
        assertEquals(1, violations().size());
    }

    @Test
    void one_that_was_told_twice_or_without_the_money_is_found() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        credited(ANNA, 1_000);
        told("TopUpSucceeded");
        told("TopUpSucceeded");
        found("was told as succeeded 2 times and credited a wallet");
        told.clear();
        told("TopUpSucceeded");
        assertEquals(List.of(), violations());
        told.add(Facts.of(UUID.randomUUID().toString(), "TopUpSucceeded", Map.of()));
        found("was told as succeeded 1 times and credited nobody");
    }

    @Test
    void one_that_was_credited_and_never_told_is_found_unless_a_build_that_tells_nobody_ran_then() throws SQLException {
        asked("captured");
        charged(topUp, 1_000, 0);
        credited(ANNA, 1_000);
        found("top-up " + topUp + " credited a wallet and nobody was told");
        assertEquals(List.of(), new TopUps(Instant.now().plusSeconds(60)).violations(evidence()));
    }

    @Test
    void held_money_that_went_back_is_told_of_and_again_when_it_did_not_arrive_but_no_others_is() throws SQLException {
        asked("held");
        charged(topUp, 900, 900);
        booked("top_up", "provider_clearing", "held", 900);
        booked("refund", "held", "provider_clearing", 900);
        PaymentTables.run("update top_up set refund_state = 'succeeded'");
        found("top-up " + topUp + " was refunded and nobody was told");
        assertEquals(List.of(), new TopUps(Instant.now().plusSeconds(60)).violations(evidence()));
        told("TopUpRefunded");
        assertEquals(List.of(), violations());
        told("TopUpRefunded");
        found("was told as refunded 2 times and as not arrived 0 times, and its money is back");
        assertEquals(List.of(), new TopUps(Instant.now().plusSeconds(60)).violations(evidence()));
        told("TopUpRefundFailed");
        assertEquals(List.of(), violations());
        told("TopUpRefundFailed");
        found("was told as refunded 2 times and as not arrived 2 times, and its money is back");
        PaymentTables.run("update top_up set refund_state = 'failed'");
        sandbox.putArray("data");
        charged(topUp, 900, 0);
        assertEquals(List.of(), violations());
        told.add(Facts.of(UUID.randomUUID().toString(), "TopUpRefunded", Map.of()));
        found("was told as refunded and was not held");
    }

    private void told(String type) {
        told.add(Facts.of(topUp, type, Map.of()));
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).endsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return new TopUps().violations(evidence());
    }

    private List<String> ledger() {
        return new Ledger(Set.of()).violations(evidence());
    }

    private Evidence evidence() {
        return new Evidence(
                PaymentTables.books(),
                Map.of(Topics.ORDER_ORDER, List.of(), Topics.PAYMENT_PAYMENT, List.of(), Topics.PAYMENT_TRANSFER, told),
                sandbox);
    }

    /** 10.00 for Anna. */
    private void asked(String state) throws SQLException {
        String taken = state.equals("captured") ? "1000, 'EUR'" : state.equals("held") ? "900, 'EUR'" : "null, null";
        String refund = state.equals("held") ? "'requested'" : "null";
        PaymentTables.run("insert into top_up (business_id, top_up_id, shopper_id, amount_minor, currency, pay_token,"
                + " by_kind, created_at, pay_by, state, taken_minor, taken_currency, refund_state) values ('" + SHOP
                + "', '" + topUp + "', '" + ANNA + "', 1000, 'EUR', 't', 'shopper', now(), now() + interval '1 hour', '"
                + state + "', " + taken + ", " + refund + ")");
    }

    private void charged(String id, long amount, long refunded) {
        ObjectNode intent = sandbox.withArray("data").addObject();
        intent.put("amount_received", amount).put("currency", "eur");
        intent.putObject("metadata").put("top_up_id", id);
        intent.putArray("refunds").addObject().put("status", "succeeded").put("amount", refunded);
    }

    private void credited(String shopper, long minor) throws SQLException {
        booked("top_up", "provider_clearing", shopper, minor);
    }

    /** @param debited, credited kinds of accounts, or the owner of a wallet */
    private void booked(String kind, String debited, String credited, long minor) throws SQLException {
        String transfer = UUID.randomUUID().toString();
        PaymentTables.run("begin; insert into ledger_transfer (business_id, transfer_id, kind, top_up_id, occurred_at)"
                + " values ('" + SHOP + "', '" + transfer + "', '" + kind + "', '" + topUp + "', now());"
                + " insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor, credit_minor)"
                + " select '" + SHOP + "', '" + transfer + "', account_id, 'EUR', case when name = '" + debited
                + "' then " + minor + " else 0 end, case when name = '" + debited + "' then 0 else " + minor
                + " end from (select account_id, coalesce(owner_id::text, kind) as name from ledger_account) a"
                + " where name in ('" + debited + "', '" + credited + "'); commit");
    }
}
