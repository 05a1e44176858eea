package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.engines.Engines;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code fee-rules --show} prints, from payment-service's own table. */
class ShownFeeRulesIT {

    private static final String DATABASE = "tresen_payment";
    private static final Engines ENGINES = Engines.ofThisJvm();

    @BeforeAll
    static void table() throws IOException, SQLException {
        ENGINES.createDatabase(DATABASE);
        run("create table operator_command (kind text constraint operator_command_kind_check check (true))");
        run(Files.readString(Path.of("../../payment-service/src/main/resources/db/migration/V0114__fee_rules.sql")));
    }

    @Test
    void rules_are_shown_in_the_form_of_the_file_that_puts_them() throws SQLException {
        int port = URI.create(ENGINES.jdbcUrl(DATABASE).substring("jdbc:".length()))
                .getPort();
        OperatorCommand operator = new OperatorCommand(port, "payment");
        assertEquals("{\"rules\":[]}", new JsonObject(operator.feeRules()).encode());
        run("insert into fee_rule values ('five', null, 'card', 'EUR', 50000, 0, 40, '2025-06-01T12:00:00Z', null)");
        JsonObject rule =
                new JsonObject(operator.feeRules()).getJsonArray("rules").getJsonObject(0);
        assertEquals(
                java.util.Set.of(
                        "name", "method", "currency", "rate_ppm", "fixed_minor", "minimum_minor", "valid_from"),
                rule.fieldNames());
        assertEquals(40, rule.getInteger("minimum_minor"));
        assertThrows(LaunchFailure.class, () -> new OperatorCommand(port, "nobody").feeRules());
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ENGINES.jdbcUrl(DATABASE), DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
