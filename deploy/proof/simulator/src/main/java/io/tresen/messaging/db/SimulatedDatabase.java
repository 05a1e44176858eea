package io.tresen.messaging.db;

import io.tresen.proof.simulator.Service;
import java.util.function.Function;

/** A service's database, for the services' own code that opens transactions by itself. */
public final class SimulatedDatabase extends Database {

    private final Service service;

    public SimulatedDatabase(Service service) {
        super(null);
        this.service = service;
    }

    @Override
    public Database forEvents() {
        return this;
    }

    @Override
    public Database patient() {
        return this;
    }

    @Override
    public <T> T inTransaction(Function<Tx, T> work) {
        return service.transact(() -> work.apply(service.tx()));
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        return work.apply(service.tx());
    }
}
