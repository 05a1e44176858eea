package io.tresen.proof.invariants;

import io.tresen.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A service's tables, empty, as its own migrations make them: a book to plant mistakes in.
 *
 * @param service its name
 */
record ServiceTables(String service) {

    private static final Engines ENGINES = Engines.ofThisJvm();

    /** Makes them anew. */
    ServiceTables create() throws IOException, SQLException {
        ENGINES.createDatabase(database());
        StringBuilder all = new StringBuilder("drop schema public cascade; create schema public;\n");
        for (String folder : List.of(
                "../../contracts/messaging/src/main/resources/db/messaging",
                "../../" + service + "-service/src/main/resources/db/migration")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path migration : files.sorted().toList()) {
                    all.append(Files.readString(migration)).append('\n');
                }
            }
        }
        run(all.toString());
        return this;
    }

    /** Where the checker reads, these tables and those of other services that were made. */
    static Books books() {
        return books(Instant::now);
    }

    /** The same at another business time. */
    static Books books(Supplier<Instant> businessTime) {
        return new Books(service -> ENGINES.jdbcUrl("tresen_" + service), businessTime);
    }

    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ENGINES.jdbcUrl(database()), database(), database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String database() {
        return "tresen_" + service;
    }
}
