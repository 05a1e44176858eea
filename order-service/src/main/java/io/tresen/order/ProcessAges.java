package io.tresen.order;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many orders stand in the states that something must lead out of, and for how long, by the wall clock. */
@ApplicationScoped
public class ProcessAges {

    public static final List<OrderStatus> UNDER_WAY =
            List.of(OrderStatus.PLACED, OrderStatus.AWAITING_PAYMENT, OrderStatus.CANCELLING);

    /** @param oldestS seconds */
    public record Age(long orders, double oldestS) {
        public static final Age NONE = new Age(0, 0);
    }

    /** Over all tenants: it is for the operator. */
    public Map<OrderStatus, Age> read(Tx tx) {
        Map<OrderStatus, Age> ages = new EnumMap<>(OrderStatus.class);
        tx.list(
                        """
                        select status, count(*) as orders,
                          extract(epoch from now() - min(status_since))::float8 as oldest_s
                        from orders where status in ('placed', 'awaiting_payment', 'cancelling') group by status""")
                .forEach(row -> ages.put(
                        OrderStatus.valueOf(OrderRows.upper(row.getString("status"))),
                        new Age(row.getLong("orders"), row.getDouble("oldest_s"))));
        return ages;
    }
}
