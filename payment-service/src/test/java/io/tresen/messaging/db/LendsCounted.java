package io.tresen.messaging.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lends no connection and runs no work: it notes what was asked for, and answers as told. */
public final class LendsCounted extends Database {

    private final List<String> lent = new ArrayList<>();
    private final Object ofReads;
    private final Object ofTransactions;

    public LendsCounted(Object ofReads, Object ofTransactions) {
        super(null);
        this.ofReads = ofReads;
        this.ofTransactions = ofTransactions;
    }

    /** What was asked for, in order. */
    public List<String> lent() {
        return lent;
    }

    @Override
    public Database forEvents() {
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T read(Function<Tx, T> work) {
        lent.add("read");
        return (T) ofReads;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T inTransaction(Function<Tx, T> work) {
        lent.add("transaction");
        return (T) ofTransactions;
    }
}
