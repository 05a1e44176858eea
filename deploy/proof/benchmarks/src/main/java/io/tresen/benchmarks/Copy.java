package io.tresen.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.LongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows that PostgreSQL's COPY writes into a service's own database, and the ids in them. */
final class Copy {

    private static final int PIECE = 64 * 1_024;

    private Copy() {}

    /**
     * Writes a row for each number.
     *
     * @param into table and columns, as COPY has them
     * @param from the first number, @param until one more than the last
     * @param row of COPY's text format, without its end of line; several with line ends in between, or an empty one for none
     */
    static void rows(Connection connection, String into, long from, long until, LongFunction<String> row)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
        try {
            StringBuilder piece = new StringBuilder();
            for (long number = from; number < until; number++) {
                String text = row.apply(number);
                if (!text.isEmpty()) {
                    piece.append(text).append('\n');
                }
                if (piece.length() >= PIECE || number == until - 1) {
                    byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
                    copy.writeToCopy(bytes, 0, bytes.length);
                    piece.setLength(0);
                }
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * Parts of the numbers side by side, each over a connection and in a transaction of its own, foreign keys not looked up: the
     * rows are checked afterwards.
     */
    static void sideBySide(String jdbc, long from, long until, Part part) {
        long middle = from + (until - from) / 2;
        Thread other = new Thread(() -> one(jdbc, from, middle, part), "copy");
        Throwable[] broken = {null};
        other.setUncaughtExceptionHandler((thread, e) -> broken[0] = e);
        other.start();
        one(jdbc, middle, until, part);
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (broken[0] != null) {
            throw new IllegalStateException("Rows can't be written: " + broken[0].getMessage(), broken[0]);
        }
    }

    /** What writes the rows of some numbers. */
    interface Part {
        void write(Connection connection, long from, long until) throws SQLException;
    }

    private static final long TRANSACTION = 100_000;

    private static void one(String jdbc, long from, long until, Part part) {
        try (Connection connection = DriverManager.getConnection(jdbc, Databases.ADMIN, Databases.ADMIN);
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            connection.setAutoCommit(false);
            for (long begin = from; begin < until; begin += TRANSACTION) {
                part.write(connection, begin, Math.min(until, begin + TRANSACTION));
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Rows can't be written: " + e.getMessage(), e);
        }
    }

    /** A time-ordered id (version 7), the same for the same number, as dense in its index as those of the services. */
    static UUID id(long epochMs, long number) {
        return new UUID(epochMs << 16 | 0x7000L, 0x8000_0000_0000_0000L | number);
    }

    /** The id that services derive from a name (RFC 9562, version 5). */
    static UUID named(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & ~0xF000L | 0x5000L,
                    hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
