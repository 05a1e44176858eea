package io.tresen.proof.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** How many durable commits this server does, one row of 300 bytes each, in a table that nobody else uses. */
final class CommitRate {

    private static final String SERVICE = "notification";
    private static final int WRITERS = 16;

    private CommitRate() {}

    /** @return commits a second */
    static double measure(Meters meters, Duration time) {
        run(
                meters,
                "create table if not exists growth_probe (id bigint generated always as identity primary key, text"
                        + " text)");
        AtomicLong commits = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        long end = System.nanoTime() + time.toNanos();
        Thread[] writers = new Thread[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            writers[i] = new Thread(() -> write(meters, end, commits, failure));
            writers[i].start();
        }
        try {
            for (Thread writer : writers) {
                writer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        run(meters, "drop table growth_probe");
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return commits.get() / (time.toNanos() / 1e9);
    }

    private static void write(Meters meters, long end, AtomicLong commits, AtomicReference<Exception> failure) {
        try (Connection connection = meters.connect(SERVICE);
                PreparedStatement insert =
                        connection.prepareStatement("insert into growth_probe (text) values (repeat('x', 300))")) {
            while (System.nanoTime() < end) {
                insert.executeUpdate();
                commits.incrementAndGet();
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private static void run(Meters meters, String sql) {
        try (Connection connection = meters.connect(SERVICE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
