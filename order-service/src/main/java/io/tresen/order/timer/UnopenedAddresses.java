package io.tresen.order.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Says, in the log and as {@code tresen_order_unopened_addresses_total} by what they were of, that addresses could not be
 * opened to the end: whoever told them is asked again, and the operator has a key to look after.
 */
@Startup
@ApplicationScoped
public class UnopenedAddresses {

    private static final Logger LOG = Logger.getLogger(UnopenedAddresses.class);

    private final MeterRegistry metrics;

    UnopenedAddresses(MeterRegistry metrics) {
        this.metrics = metrics;
        count("checkout");
        count("correction");
    }

    private Counter count(String of) {
        return metrics.counter("tresen.order.unopened.addresses", "of", of);
    }

    /** Tells it once the transaction has committed. @param of {@code checkout} or {@code correction} */
    void happened(Tx tx, String of, UUID orderId, RecordFault why) {
        tx.afterCommit(() -> {
            LOG.errorf("The address of the %s of order %s was given up: %s", of, orderId, why.getMessage());
            count(of).increment();
        });
    }
}
