package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.access.MoneyColumns;
import io.tresen.engines.access.TenantKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantKeysIT extends ServiceUnderTest {

    private static final Map<String, String> LED_BY_WHAT_FINDS_THEM = Map.ofEntries(
            Map.entry("fee_rule.name", "the operator's, over all tenants"),
            Map.entry("ledger_account.account_id", "the book, whose lines name accounts by number"),
            Map.entry("ledger_balance", "of an account, found by it"),
            Map.entry("ledger_entry.entry_id", "the book, in the order of its lines"),
            Map.entry("ledger_line", "of an account, found by it"),
            Map.entry("ledger_pending_entry.entry_id", "the book, in the order of its lines"),
            Map.entry("ledger_statement", "of an account, found by it"),
            Map.entry("ledger_unnumbered", "of an account, found by it"),
            Map.entry("payment.provider_ref", "what the provider calls it"),
            Map.entry("payment_order.pay_token", "the look-up of a pay token"),
            Map.entry("provider_event", "the provider's, which knows no tenant of ours"),
            Map.entry("refund.provider_ref", "what the provider calls it"),
            Map.entry("top_up.pay_token", "the look-up of a pay token"),
            Map.entry("top_up.provider_ref", "what the provider calls it"),
            Map.entry("transfer_ask.position", "a queue"));

    @Test
    void every_key_of_a_tenants_table_begins_with_the_tenant() {
        assertEquals(List.of(), TenantKeys.gaps("payment", LED_BY_WHAT_FINDS_THEM));
    }

    @Test
    void money_lies_in_whole_minor_units() {
        assertEquals(List.of(), MoneyColumns.gaps("payment"));
    }
}
