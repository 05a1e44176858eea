package io.tresen.engines.access;

import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether money lies in whole minor units, as {@code bigint} (DESIGN 13), read from the migrated database. */
public final class MoneyColumns {

    private static final String OTHERS =
            """
            select table_name, column_name, data_type from information_schema.columns
             where table_schema = 'public' and column_name like '%\\_minor' and data_type <> 'bigint'
             order by 1, 2""";

    private MoneyColumns() {}

    /**
     * @param service whose database it is, order for one
     * @return what is wrong, a sentence each
     */
    public static List<String> gaps(String service) {
        List<String> gaps = new ArrayList<>();
        String database = "tresen_" + service;
        try (Connection connection =
                        DriverManager.getConnection(Engines.ofThisJvm().jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery(OTHERS)) {
            while (others.next()) {
                gaps.add(others.getString("table_name") + "." + others.getString("column_name") + " is "
                        + others.getString("data_type") + " and not bigint");
            }
        } catch (SQLException e) {
            throw new EngineFailure("the columns of " + database + " could not be read", e);
        }
        return gaps;
    }
}
