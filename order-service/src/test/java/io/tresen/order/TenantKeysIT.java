package io.tresen.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.access.MoneyColumns;
import io.tresen.engines.access.TenantKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantKeysIT extends OnEngines {

    private static final Map<String, String> LED_BY_WHAT_FINDS_THEM = Map.ofEntries(
            Map.entry("orders.order_id", "an event is keyed by its order"),
            Map.entry("orders.order_no", "unique over the platform"),
            Map.entry("pending_address.position", "a queue"),
            Map.entry("pending_checkout.order_id", "a queue"));

    @Test
    void every_key_of_a_tenants_table_begins_with_the_tenant() {
        assertEquals(List.of(), TenantKeys.gaps("order", LED_BY_WHAT_FINDS_THEM));
    }

    @Test
    void money_lies_in_whole_minor_units() {
        assertEquals(List.of(), MoneyColumns.gaps("order"));
    }
}
