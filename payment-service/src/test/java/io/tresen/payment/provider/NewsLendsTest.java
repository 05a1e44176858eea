package io.tresen.payment.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.LendsCounted;
import io.tresen.payment.OrderKey;
import io.tresen.payment.Outcome;
import io.tresen.payment.topup.TopUpKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often a provider's event asks for one of the few connections that news have; what it does there is in StripeEventsIT. */
class NewsLendsTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Outcome PAID = new Outcome.Succeeded(new Money(1990, "EUR"));
    private static final ProviderNews OF_AN_ORDER = new ProviderNews(
            "evt_1", new OrderKey(UUID.randomUUID(), UUID.randomUUID()), null, ID, false, "pi_1", PAID);
    private static final ProviderNews OF_A_TOP_UP =
            new ProviderNews("evt_1", null, new TopUpKey(UUID.randomUUID(), ID), ID, false, "pi_1", PAID);

    private static List<String> lent(ProviderNews news, boolean told) {
        LendsCounted database = new LendsCounted(told, "applied");
        new NewsDesk(database, null, null, null, new SimpleMeterRegistry(), null, null, null, null)
                .apply("stripe", news);
        return database.lent();
    }

    @Test
    void what_is_told_of_an_orders_charge_is_looked_at_before_a_transaction_is_opened() {
        assertEquals(List.of("read", "transaction"), lent(OF_AN_ORDER, false));
        assertEquals(List.of("read"), lent(OF_AN_ORDER, true));
    }

    @Test
    void what_is_told_of_a_top_up_or_a_refund_asks_for_one_connection_once() {
        assertEquals(List.of("transaction"), lent(OF_A_TOP_UP, false));
        assertEquals(List.of("transaction"), lent(OF_A_TOP_UP.aboutRefund(), false));
        assertEquals(List.of("transaction"), lent(OF_AN_ORDER.aboutRefund(), false));
    }
}
