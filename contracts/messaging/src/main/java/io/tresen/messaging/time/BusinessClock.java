package io.tresen.messaging.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Business time: deadlines, sale dates, windows, waves, lapses and webhook retries run on it (DESIGN 12). It is the wall
 * clock plus an offset that only the local platform moves. Token lifetimes, idempotency and leases stay on the wall clock.
 */
@ApplicationScoped
public class BusinessClock {

    private final Consumer<ClockMoved> moved;
    private volatile long offsetS;

    @Inject
    BusinessClock(
            @ConfigProperty(name = "tresen.clock.offset-s", defaultValue = "0") long offsetS, Event<ClockMoved> moved) {
        this(offsetS, moved::fire);
    }

    BusinessClock(long offsetS, Consumer<ClockMoved> moved) {
        this.offsetS = offsetS;
        this.moved = moved;
    }

    /** Now, in business time. Pass it into rules and SQL; never {@code now()} there. */
    public Instant now() {
        return Instant.now().plusSeconds(offsetS);
    }

    /** Seconds that business time is ahead of the wall clock. */
    public long offsetS() {
        return offsetS;
    }

    /** Sets the offset and tells everybody who waits for a time. */
    void moveTo(long newOffsetS) {
        offsetS = newOffsetS;
        moved.accept(new ClockMoved(newOffsetS));
    }
}
