package io.tresen.engines;

/**
 * {@code PostgresProcess --port N --data DIR}: makes the cluster when it is missing, starts the server for itself, waits
 * until it answers and ends with 0. The server then runs on its own; its pid is in {@code DIR/postmaster.pid}, its log
 * in {@code DIR.log}. Started again while it runs, this changes nothing. {@code INT} to the server stops it.
 */
public final class PostgresProcess {

    private PostgresProcess() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args, "port", "data");
        try {
            new PostgresEngine(arguments.port("port"), arguments.path("data")).start();
        } catch (EngineFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
