package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I9 against a book of order-service's own tables, in which something is wrong. */
class OrderSumsTest {

    private static final String DATABASE = "tresen_order";
    private static final UUID SHOP = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");
    private static final String TAXES = "[{\"rate_ppm\": 190000, \"net_minor\": 841, \"tax_minor\": 159}]";
    private static final Engines ENGINES = Engines.ofThisJvm();

    @BeforeAll
    static void tables() throws IOException, SQLException {
        ENGINES.createDatabase(DATABASE);
        for (String folder : List.of(
                "../../contracts/messaging/src/main/resources/db/messaging",
                "../../order-service/src/main/resources/db/migration")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path migration : files.sorted().toList()) {
                    run(Files.readString(migration));
                }
            }
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        run("truncate orders, discount cascade");
    }

    @Test
    void a_book_in_order_is_not_complained_about() throws SQLException {
        code("ONCE", 1, 1);
        order("confirmed", "'ONCE'", 100, TAXES);
        taken("ONCE", 1);
        assertEquals(List.of(), violations());
    }

    @Test
    void a_code_of_one_use_on_two_orders_is_found_though_its_counter_says_two() throws SQLException {
        code("ONCE", 1, 2);
        for (int i = 0; i < 2; i++) {
            order("confirmed", "'ONCE'", 100, TAXES);
        }
        taken("ONCE", 1);
        found("code on more orders than it had uses");
    }

    @Test
    void a_limit_that_was_lowered_later_is_no_violation() throws SQLException {
        code("TWICE", 1, 2);
        for (int i = 0; i < 2; i++) {
            order("confirmed", "'TWICE'", 100, TAXES);
        }
        taken("TWICE", 2);
        assertEquals(List.of(), violations());
    }

    @Test
    void tax_that_was_not_kept_by_rate_is_found() throws SQLException {
        order("confirmed", "null", 0, "[]");
        found("tax that is not in the taxes");
    }

    @Test
    void a_discount_without_a_code_is_found() throws SQLException {
        order("confirmed", "null", 100, TAXES);
        found("discount without a code");
    }

    @Test
    void a_use_that_an_undone_order_kept_is_found() throws SQLException {
        code("ONCE", 1, 1);
        order("expired", "'ONCE'", 100, TAXES);
        taken("ONCE", 1);
        found("use of a code that an order keeps wrongly");
    }

    @Test
    void of_how_many_orders_and_codes_it_was_asked_is_told() throws SQLException {
        assertEquals(new Subjects(0, "uses of discount codes"), new Codes().subjects(evidence()));
        code("ONCE", 1, 1);
        order("confirmed", "'ONCE'", 100, TAXES);
        taken("ONCE", 1);
        assertEquals(
                "1 uses of discount codes", new Codes().subjects(evidence()).toString());
        assertEquals(
                "1 orders, 1 with shipping, tax or a discount",
                new OrderSums().subjects(evidence()).toString());
    }

    private static void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private static List<String> violations() {
        Evidence evidence = evidence();
        return Stream.of(new OrderSums(), new Codes())
                .flatMap(invariant -> invariant.violations(evidence).stream())
                .toList();
    }

    private static Evidence evidence() {
        return new Evidence(
                new Books(service -> ENGINES.jdbcUrl("tresen_" + service)),
                Map.of(Topics.ORDER_ORDER, List.of()),
                null);
    }

    /** One that costs 10.00, whatever is taken off. */
    private static void order(String status, String code, long discountMinor, String taxes) throws SQLException {
        UUID id = UUID.randomUUID();
        long subtotal = 1_000 + discountMinor;
        run(
                "insert into orders (business_id, order_id, order_no, currency, total_minor, subtotal_minor, shipping_minor,"
                        + " tax_minor, tax_included_minor, discount_minor, payment_method, pay_within_s, placed_at, status,"
                        + " status_since, payment_status, version, discount_code, taxes) values ('" + SHOP + "', '" + id
                        + "', '"
                        + id + "', 'EUR', 1000, " + subtotal + ", 0, 0, 159, " + discountMinor
                        + ", 'cod', 1800, now(), '"
                        + status + "', now(), 'none', 1, " + code + ", '" + taxes + "')");
        run("insert into order_line (business_id, order_id, line_no, product_id, retailer_id, title, kind, quantity,"
                + " unit_price_minor) values ('" + SHOP + "', '" + id + "', 1, '" + id + "', 'mug', 'Mug', 'goods', 1, "
                + subtotal + ")");
    }

    private static void code(String code, int maxUses, int uses) throws SQLException {
        run("insert into discount (business_id, code, amount_minor, currency, max_uses, uses, version) values ('" + SHOP
                + "', '" + code + "', 100, 'EUR', " + maxUses + ", " + uses + ", 1)");
    }

    /** Every order with the code has taken a use of it. */
    private static void taken(String code, int maxUses) throws SQLException {
        run("insert into discount_use (business_id, order_id, code, taken_at, max_uses) select business_id, order_id,"
                + " discount_code, placed_at, " + maxUses + " from orders where discount_code = '" + code + "'");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ENGINES.jdbcUrl(DATABASE), DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
