package io.tresen.order.kafka;

import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.RestoreTask;
import io.tresen.messaging.inbox.ToldEvent;
import io.tresen.order.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Order numbers that people were told after the backup are nobody else's. */
@ApplicationScoped
public class RestoredNumbers implements RestoreTask {

    private final Orders orders;

    RestoredNumbers(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void told(Tx tx, List<ToldEvent> events) {
        events.stream()
                .filter(told -> told.event().type().equals("OrderPlaced"))
                .map(told -> told.as(OrderPlaced.class).getOrderNo())
                .forEach(orderNo -> orders.numberIsTaken(tx, orderNo));
    }
}
