package io.tresen.notification.timer;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watches;
import io.tresen.notification.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows operators how late the waves are: {@code tresen_waves_overdue_seconds}, of the step that is due longest; 0 for none. */
@ApplicationScoped
public class WaveGauges {

    private final Watches watches;
    private final Waves waves;
    private final BusinessClock clock;

    WaveGauges(Watches watches, Waves waves, BusinessClock clock) {
        this.watches = watches;
        this.waves = waves;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        watches.watch("waves", tx -> waves.overdueS(tx, clock.now()))
                .gauge("tresen.waves.overdue", "seconds", Double::doubleValue);
    }
}
