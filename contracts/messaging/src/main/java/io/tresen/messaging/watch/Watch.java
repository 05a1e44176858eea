package io.tresen.messaging.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.db.Tx;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** One query that is asked again and again, and the gauges that show what it found last: NaN while that is not known. */
public final class Watch<T> {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Function<Tx, T> query;
    private final MeterRegistry metrics;
    private final Trouble trouble;
    private volatile Consumer<T> listener = found -> {};
    private volatile T last;

    Watch(String what, Function<Tx, T> query, MeterRegistry metrics) {
        this.query = query;
        this.metrics = metrics;
        this.trouble = new Trouble(LOG, "Of " + what + " operators see nothing");
    }

    /**
     * Shows a number of what was found.
     *
     * @param unit last in the metric's name, or null for a count
     * @param tags names and values in turn; few values, no id
     */
    public Watch<T> gauge(String name, String unit, ToDoubleFunction<T> value, String... tags) {
        Gauge.builder(name, () -> {
                    T found = last;
                    return found == null ? Double.NaN : value.applyAsDouble(found);
                })
                .baseUnit(unit)
                .tags(tags)
                .register(metrics);
        return this;
    }

    /** Tells also somebody else, after each look. */
    public Watch<T> telling(Consumer<T> somebody) {
        listener = somebody;
        return this;
    }

    /** An error too: without the thread nobody would see anything any more. */
    void look(Database database) {
        try {
            T found = database.read(query);
            last = found;
            listener.accept(found);
            trouble.over();
        } catch (Exception | LinkageError | AssertionError e) {
            last = null;
            trouble.happened(e instanceof Exception failure ? failure : new IllegalStateException(e));
        }
    }
}
