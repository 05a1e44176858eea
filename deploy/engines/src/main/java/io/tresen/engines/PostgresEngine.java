package io.tresen.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A real PostgreSQL server on loopback, its data on disk with every durability setting on. It runs for itself, in a
 * session of its own; {@code data/postmaster.pid}, which the server writes, is its pid file. A file left by a machine
 * that died does not stand in its way.
 */
public final class PostgresEngine extends LocalEngine {

    /** The server's administrator, password alike: this server listens on loopback, for development and tests. */
    public static final String ADMIN = "postgres";

    private static final Duration ORPHANS_LEAVE = Duration.ofSeconds(30);

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "200"),
            // a platform that promises to lose nothing says so to its database
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("jit", "off"), // these binaries come without a compiler
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    /** @param data the cluster's folder; made by initdb when it is not there yet */
    public PostgresEngine(int port, Path data) {
        super("postgres", port, data);
    }

    @Override
    ProcessBuilder prepare() throws IOException {
        PostgresAccount account = PostgresAccount.here();
        Path programs = programs(account);
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialize(account, programs);
        }
        account.own(data());
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port())));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        ProcessBuilder start = new ProcessBuilder(account.command(command));
        // The server takes a pid file for stale if its number is dead, its own or this one's. After a crash of the
        // machine the number may be alive and somebody else's. Its other check, on shared memory, stays in force.
        pidFile().pid().ifPresent(stale -> start.environment().put("PG_GRANDPARENT_PID", stale.toString()));
        return start;
    }

    @Override
    public void start() {
        long deadline = System.nanoTime() + ORPHANS_LEAVE.toNanos();
        while (true) {
            try {
                super.start();
                return;
            } catch (EngineFailure e) {
                // sessions of a server that was killed take a moment to notice
                if (!e.getMessage().contains("still in use") || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean answers() {
        List<String> lines = pidFile().lines();
        return running() && lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    @Override
    PidFile pidFile() {
        return new PidFile(data().resolve("postmaster.pid"), data().toString());
    }

    @Override
    void started(long pid) {
        // the server writes the file
    }

    @Override
    void ended() {
        // after a kill the file stays, as on any machine that lost its server
    }

    /** INT is the fast shutdown: sessions are ended, the data are written. */
    @Override
    String stopSignal() {
        return "INT";
    }

    private void initialize(PostgresAccount account, Path programs) throws IOException {
        // under another name first: an initdb that died half way must not be taken for a cluster
        Path part = data().resolveSibling(data().getFileName() + ".part");
        if (Files.exists(part)) {
            Unpacked.delete(part);
        }
        account.own(part);
        Path password = Files.createTempFile(part.getParent(), "password", "");
        try {
            Files.writeString(password, ADMIN);
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
            run(account.command(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "-D",
                    part.toString(),
                    "--username=" + ADMIN,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // the same order and letters on every machine, whatever its C library knows
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    // the text search's parser asks the C library what a letter is
                    "--lc-ctype=" + (isMac() ? "en_US.UTF-8" : "C.UTF-8"),
                    "--no-instructions")));
        } finally {
            Files.delete(password);
        }
        Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new EngineFailure("initdb failed; the end of " + log() + ":\n" + logEnd());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while waiting for initdb", e);
        }
    }

    private static Path programs(PostgresAccount account) {
        String architecture =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> throw new EngineFailure("no PostgreSQL binaries for " + System.getProperty("os.arch"));
                };
        return Unpacked.of(
                "/postgres-" + (isMac() ? "darwin" : "linux") + "-" + architecture + ".txz", account.cache());
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }
}
