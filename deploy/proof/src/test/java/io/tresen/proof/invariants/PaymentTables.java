package io.tresen.proof.invariants;

import java.io.IOException;
import java.sql.SQLException;

/** Payment-service's {@link ServiceTables}. */
final class PaymentTables {

    private static final ServiceTables TABLES = new ServiceTables("payment");

    private PaymentTables() {}

    /** Makes them anew. */
    static void create() throws IOException, SQLException {
        TABLES.create();
    }

    /** Where the checker reads. */
    static Books books() {
        return ServiceTables.books();
    }

    static void run(String sql) throws SQLException {
        TABLES.run(sql);
    }
}
