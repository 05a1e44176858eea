package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many orders stand in the states that something must lead out of, and for how long, by the wall clock. */
@ApplicationScoped
public class ProcessAges {

    public static final List<OrderStatus> UNDER_WAY =
            List.of(OrderStatus.PLACED, OrderStatus.AWAITING_PAYMENT, OrderStatus.CANCELLING);

    /** @param oldestS seconds */
    public record Age(long orders, double oldestS) {
        public static final Age NONE = new Age(0, 0);
    }

    /** What waits for something else than news: @param overdueS seconds that the oldest payment deadline is past */
    public record Waiting(double overdueS, long checkouts, long addresses) {}

    /** @param now business time, as deadlines are */
    public Waiting waiting(Tx tx, Instant now) {
        Row row = tx.one(
                        """
                        select coalesce((select greatest(0, extract(epoch from $1 - pay_by)) from orders
                            where status = 'awaiting_payment' order by pay_by limit 1), 0)::float8 as overdue_s,
                          (select count(*) from pending_checkout) as checkouts,
                          (select count(*) from pending_address) as addresses""",
                        Times.utc(now))
                .orElseThrow();
        return new Waiting(row.getDouble("overdue_s"), row.getLong("checkouts"), row.getLong("addresses"));
    }

    /** Orders that wait for a person, by the code of {@link Attention}; a code that none waits under is absent. */
    public Map<String, Long> attention(Tx tx) {
        return tx
                .list(
                        """
                        select attention_code as code, count(*) as waiting from orders
                        where attention_code is not null group by attention_code""")
                .stream()
                .collect(Collectors.toMap(row -> row.getString("code"), row -> row.getLong("waiting")));
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
