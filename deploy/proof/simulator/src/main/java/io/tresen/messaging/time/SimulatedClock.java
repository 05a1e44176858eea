package io.tresen.messaging.time;

import io.tresen.proof.simulator.World;
import java.time.Instant;

/** Business time is the run's own. */
public final class SimulatedClock extends BusinessClock {

    private final World world;

    public SimulatedClock(World world) {
        super(0L, moved -> {});
        this.world = world;
    }

    @Override
    public Instant now() {
        return world.now();
    }
}
