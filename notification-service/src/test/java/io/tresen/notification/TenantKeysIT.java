package io.tresen.notification;

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
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class TenantKeysIT {

    private static final Map<String, String> LED_BY_WHAT_FINDS_THEM = Map.of();

    @Test
    void everyKeyOfATenantsTableBeginsWithTheTenant() {
        assertEquals(List.of(), TenantKeys.gaps("notification", LED_BY_WHAT_FINDS_THEM));
    }

    @Test
    void moneyLiesInWholeMinorUnits() {
        assertEquals(List.of(), MoneyColumns.gaps("notification"));
    }
}
