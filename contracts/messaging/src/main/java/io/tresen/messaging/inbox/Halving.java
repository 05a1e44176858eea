package io.tresen.messaging.inbox;

import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.event.RecordFault;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Works a poll off as one transaction. One that fails by a record's own fault is halved until that record stands alone;
 * after three tries it becomes a dead letter. Nothing but the end of the service gets out of here, since the connector
 * closes a channel for good whose handler throws.
 */
final class Halving {

    private static final Logger LOG = Logger.getLogger(Halving.class);
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 20;

    private final String name;
    private final Patience patience;
    private final Consumer<List<Incoming>> transaction;

    Halving(String name, Patience patience, Consumer<List<Incoming>> transaction) {
        this.name = name;
        this.patience = patience;
        this.transaction = transaction;
    }

    void workOff(List<Incoming> incoming) {
        if (incoming.isEmpty()) {
            return;
        }
        Throwable fault = attempt(incoming);
        if (fault == null) {
            return;
        }
        if (incoming.size() == 1) {
            tryAgain(incoming.get(0), fault);
        } else {
            int half = incoming.size() / 2;
            workOff(incoming.subList(0, half));
            workOff(incoming.subList(half, incoming.size()));
        }
    }

    private void tryAgain(Incoming one, Throwable first) {
        Throwable last = first;
        for (int i = 1; i < TRIES; i++) {
            if (patience.waited(PAUSE_MS)) {
                throw new Patience.Stopped();
            }
            last = attempt(List.of(one));
            if (last == null) {
                return;
            }
        }
        RecordFault fault = fault(last);
        LOG.errorf(
                "%s gives up on %s-%d offset %d: %s%s",
                name, one.raw().topic(), one.raw().partition(), one.raw().offset(), fault.getMessage(), place(last));
        patience.insist(name + "'s dead letter", () -> transaction.accept(List.of(one.failed(fault))));
    }

    /** What the records' own fault is; null when the transaction is committed. */
    private Throwable attempt(List<Incoming> incoming) {
        try {
            patience.outlast(name, () -> {
                transaction.accept(incoming);
                return null;
            });
            return null;
        } catch (Patience.Stopped stopped) {
            throw stopped;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // these errors too are what a handler makes of a record; others, such as too little memory, are the
            // process's
            return e;
        }
    }

    /**
     * What goes into the letter; another exception's message may hold data of the record, so it is not told.
     *
     * @throws RuntimeException the exception itself when it is an outage, which no record is to blame for
     */
    static RecordFault fault(Throwable e) {
        if (e instanceof RecordFault fault) {
            return fault;
        }
        if (e instanceof RuntimeException outage && Outage.isOne(outage)) {
            throw outage;
        }
        return new RecordFault("failed", Wordless.kind(e) + " in the handler");
    }

    private static String place(Throwable e) {
        return Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.tresen"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
