package io.tresen.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A step at which a process can be made to end as by kill -9, for the proof that nothing is lost and nothing is done twice
 * (DESIGN 14). Works on the local platform alone: with {@code -Dtresen.local=true} and {@code -Dtresen.failpoints=<folder>};
 * whoever reaches a step whose name is a file there removes the file and is gone. Elsewhere nothing is looked at.
 */
public final class Failpoint {

    /** A relay holds a shard and its rows, and has sent none of them. */
    public static final String OUTBOX_SENDING = "outbox.sending";

    /** Kafka has acknowledged rows that the outbox still holds. */
    public static final String OUTBOX_ACKNOWLEDGED = "outbox.acknowledged";

    /** A process has events in hand, and no transaction yet. */
    public static final String PROCESS_POLLED = "process.polled";

    /** Effects are committed, and Kafka does not know that the events were read. */
    public static final String PROCESS_COMMITTED = "process.committed";

    /** What a shell tells of a process that was ended by signal 9. */
    private static final int KILLED = 137;

    private static final Failpoint HERE = new Failpoint(
            folder(System.getProperties()), () -> Runtime.getRuntime().halt(KILLED));

    private final Path folder;
    private final Runnable end;

    /** @param folder null for a service that no step ends */
    Failpoint(Path folder, Runnable end) {
        this.folder = folder;
        this.end = end;
    }

    /** Does not return when the step is armed and no other process was first. */
    public static void reached(String step) {
        HERE.reach(step);
    }

    void reach(String step) {
        try {
            // the file system lets one remove it, whoever else is about to
            if (folder != null && Files.deleteIfExists(folder.resolve(step))) {
                end.run();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The step " + step + " can't be looked up", broken);
        }
    }

    /** Null where no step ends anything. */
    static Path folder(Properties settings) {
        String named = settings.getProperty("tresen.failpoints");
        boolean local = Boolean.parseBoolean(settings.getProperty("tresen.local"));
        return local && named != null ? Path.of(named) : null;
    }
}
