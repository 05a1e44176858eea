package io.tresen.messaging.db;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A statement that is on its way ({@link Tx#ask}). Several of them cross the network together; PostgreSQL runs them one after
 * another, each seeing what those before it did and waited for.
 */
public final class Asked {

    private final Tx tx;
    private final CompletableFuture<RowSet<Row>> answer;
    private RowSet<Row> rows;

    Asked(Tx tx, CompletableFuture<RowSet<Row>> answer) {
        this.tx = tx;
        this.answer = answer;
    }

    /** Its rows; waits for them. @throws RuntimeException why it failed, or one that was sent before it */
    public RowSet<Row> rows() {
        tx.lookAt(this);
        return rows;
    }

    /** As {@link #rows}, as a list. */
    public List<Row> list() {
        List<Row> list = new ArrayList<>();
        rows().forEach(list::add);
        return list;
    }

    /** As {@link #rows}, the first. */
    public Optional<Row> one() {
        RowSet<Row> all = rows();
        return all.size() == 0 ? Optional.empty() : Optional.of(all.iterator().next());
    }

    /** As {@link #rows}, how many it changed. */
    public int changed() {
        return rows().rowCount();
    }

    CompletableFuture<RowSet<Row>> answer() {
        return answer;
    }

    boolean isLookedAt() {
        return rows != null;
    }

    void lookedAt(RowSet<Row> found) {
        rows = found;
    }
}
