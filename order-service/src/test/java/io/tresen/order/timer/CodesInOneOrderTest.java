package io.tresen.order.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import io.tresen.order.Order;
import io.tresen.order.OrderFacts;
import io.tresen.order.PaymentMethod;
import io.tresen.order.PaymentStatus;
import io.tresen.order.Placed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodesInOneOrderTest {

    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);

    @Test
    void two_replicas_give_codes_of_the_same_name_back_in_the_same_order() {
        Order mine = order(FIRST, "WELCOME10");
        Order theirs = order(SECOND, "WELCOME10");
        Order without = order(SECOND, null);
        List<Order> expected = List.of(without, mine, theirs);
        assertEquals(expected, sorted(theirs, without, mine));
        assertEquals(expected, sorted(mine, theirs, without));
    }

    private static List<Order> sorted(Order... orders) {
        return Stream.of(orders).sorted(DeadlineTimer.BY_CODE).toList();
    }

    private static Order order(UUID businessId, String code) {
        OrderFacts facts = new OrderFacts(
                UUID.randomUUID(),
                businessId,
                "T00001",
                null,
                null,
                null,
                new Money(900, "EUR"),
                new Costs(1_000, 0, 0, 0, 100, List.of()),
                code,
                null,
                PaymentMethod.CARD,
                1_800,
                Instant.EPOCH);
        return new Order(facts, List.of(), List.of(), new Placed(), PaymentStatus.NONE, 0, null, 1);
    }
}
