package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.access.MoneyColumns;
import io.tresen.engines.access.TenantKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class TenantKeysIT {

    private static final Map<String, String> LED_BY_WHAT_FINDS_THEM = Map.ofEntries(
            Map.entry("feed_key.key_hash", "the secret address is all that Meta sends"),
            Map.entry("import_chunk", "part of an import, found by it"),
            Map.entry("import_job.import_id", "a queue: workers take the next one, whoever its tenant is"),
            Map.entry("import_parent", "part of an import, found by it"),
            Map.entry("import_problem", "part of an import, found by it"),
            Map.entry("import_seen", "part of an import, found by it"),
            Map.entry("reservation.event_id", "an event has its effect once"),
            Map.entry("stock_movement.event_id", "an event has its effect once"),
            Map.entry("stock_movement.id", "a book, in the order of its lines"));

    @Test
    void everyKeyOfATenantsTableBeginsWithTheTenant() {
        assertEquals(List.of(), TenantKeys.gaps("catalog", LED_BY_WHAT_FINDS_THEM));
    }

    @Test
    void moneyLiesInWholeMinorUnits() {
        assertEquals(List.of(), MoneyColumns.gaps("catalog"));
    }
}
