package io.tresen.order.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.order.OrderStatus;
import io.tresen.order.ProcessAges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Shows how long orders stand in the states that something must lead out of: {@code tresen_order_under_way} and
 * {@code tresen_order_oldest_seconds} by status. An order that is placed for more than 60 s is an alert (DESIGN 5).
 */
@ApplicationScoped
public class ProcessGauges {

    private static final Logger LOG = Logger.getLogger(ProcessGauges.class);
    private static final long LOOK_MS = 5_000;
    private static final double PLACED_LIMIT_S = 60;

    private final Database database;
    private final ProcessAges ages;
    private final Ticking ticking;
    private volatile Map<OrderStatus, ProcessAges.Age> last = Map.of();
    private boolean alerted;

    ProcessGauges(Database database, ProcessAges ages, MeterRegistry metrics) {
        this.database = database;
        this.ages = ages;
        this.ticking = new Ticking("order-gauges", LOOK_MS, this::look);
        for (OrderStatus status : ProcessAges.UNDER_WAY) {
            Gauge.builder("tresen.order.under.way", this, it -> it.age(status).orders())
                    .tag("status", status.word())
                    .register(metrics);
            Gauge.builder("tresen.order.oldest.seconds", this, it -> it.age(status)
                            .oldestS())
                    .tag("status", status.word())
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        ticking.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.stop();
    }

    private void look() {
        last = database.read(ages::read);
        ProcessAges.Age placed = age(OrderStatus.PLACED);
        boolean late = placed.oldestS() > PLACED_LIMIT_S;
        if (late && !alerted) {
            LOG.errorf(
                    "%d orders are placed, the oldest for %.0f s: the catalog does not answer",
                    placed.orders(), placed.oldestS());
        }
        alerted = late;
    }

    private ProcessAges.Age age(OrderStatus status) {
        return last.getOrDefault(status, ProcessAges.Age.NONE);
    }
}
