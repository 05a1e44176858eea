package io.tresen.proof.invariants;

import io.tresen.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Payment-service's tables, empty, as its own migrations make them: a book to plant mistakes in. */
final class PaymentTables {

    private static final String DATABASE = "tresen_payment";
    private static final Engines ENGINES = Engines.ofThisJvm();
    private static final List<String> MIGRATIONS = List.of(
            "../../contracts/messaging/src/main/resources/db/messaging",
            "../../payment-service/src/main/resources/db/migration");

    private PaymentTables() {}

    /** Makes them anew. */
    static void create() throws IOException, SQLException {
        ENGINES.createDatabase(DATABASE);
        StringBuilder all = new StringBuilder("drop schema public cascade; create schema public;\n");
        for (String folder : MIGRATIONS) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path migration : files.sorted().toList()) {
                    all.append(Files.readString(migration)).append('\n');
                }
            }
        }
        run(all.toString());
    }

    /** Where the checker reads. */
    static Books books() {
        return new Books(service -> ENGINES.jdbcUrl("tresen_" + service));
    }

    static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ENGINES.jdbcUrl(DATABASE), DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
