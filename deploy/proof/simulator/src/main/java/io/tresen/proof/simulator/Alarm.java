package io.tresen.proof.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A timer that looks at rows: at what is due first, at once after a start, and again after a database that was away. */
final class Alarm {

    private final Service service;
    private final String what;
    private final Supplier<Optional<Instant>> first;
    private final Runnable work;
    private Instant planned;

    /** @param first when the first row is due. @param work does all that is due now */
    Alarm(Service service, String what, Supplier<Optional<Instant>> first, Runnable work) {
        this.service = service;
        this.what = what;
        this.first = first;
        this.work = work;
        service.onDeath(() -> planned = null);
        service.onStart(() -> first.get().ifPresent(this::at));
    }

    /** Something is due then. */
    void at(Instant due) {
        World world = service.world;
        if (!service.isUp() || planned != null && !planned.isAfter(due)) {
            return;
        }
        Instant mine = due.isBefore(world.now()) ? world.now() : due;
        planned = mine;
        long late = world.between(0, 700);
        service.in(mine.toEpochMilli() - world.now().toEpochMilli() + late, what, () -> ring(mine));
    }

    private void ring(Instant mine) {
        if (!mine.equals(planned)) {
            return;
        }
        planned = null;
        try {
            work.run();
        } catch (Away away) {
            at(service.world.now().plusMillis(500));
        }
        first.get().ifPresent(this::at);
    }
}
