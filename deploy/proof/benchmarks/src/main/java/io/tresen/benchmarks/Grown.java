package io.tresen.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Many orders and products of a shop, written by COPY into order-service's and catalog-service's own databases: no event tells of
 * them, no other service knows them. An order has one line or, a fifth of them, two, an address and two entries of history; a
 * twentieth as many shoppers have ordered.
 */
final class Grown {

    private static final String[] FIRST = {
        "Red", "Green", "Blue", "Small", "Large", "Light", "Heavy", "Soft", "Hard", "Warm", "Cold", "Quiet", "Loud",
        "Plain"
    };
    private static final String[] SECOND = {
        "Lamp", "Chair", "Table", "Kettle", "Cup", "Plate", "Basket", "Blanket", "Mirror", "Clock", "Shelf", "Vase",
        "Brush"
    };
    private static final long ORDER_EVERY_MS = 1_000;

    private final Databases databases;
    private final UUID business;
    private final long beginMs;

    /** @param orders at most */
    Grown(Databases databases, String business, long orders) {
        this.databases = databases;
        this.business = UUID.fromString(business);
        this.beginMs = Instant.now().minus(1, ChronoUnit.DAYS).toEpochMilli() - orders * ORDER_EVERY_MS;
    }

    UUID order(long number) {
        return Copy.id(beginMs + number * ORDER_EVERY_MS, number);
    }

    UUID shopper(long number) {
        return Copy.id(beginMs, 10_000_000_000L + number / 20);
    }

    /** Two words, with a plus between them, that one in 9,100 products has both in its title. */
    String words(long number) {
        return word(FIRST, number, 0) + "+" + word(SECOND, number, 1);
    }

    /** A word and one of its ten numbers. */
    private static String word(String[] words, long number, int which) {
        return words[(int) Math.floorMod(number * 31 + which, words.length)]
                + Math.floorMod(number / (which == 0 ? 7 : 70), 10);
    }

    /** Orders of these numbers. */
    void orders(long from, long until) {
        Copy.sideBySide(databases.jdbc("order"), from, until, this::orders);
        databases.tidy("order", "orders", "order_line", "order_history", "delivery_address");
    }

    private void orders(Connection connection, long from, long until) throws SQLException {
        Copy.rows(
                connection,
                "orders (business_id, order_id, order_no, shopper_id, currency, total_minor, subtotal_minor, shipping_minor,"
                        + " tax_minor, tax_included_minor, discount_minor, payment_method, pay_within_s, placed_at, status,"
                        + " status_since, payment_status, version)",
                from,
                until,
                n -> business + "\t" + order(n) + "\tG" + n + "\t" + shopper(n) + "\tEUR\t" + total(n) + "\t" + total(n)
                        + "\t0\t0\t0\t0\tcod\t180\t" + at(n) + "\t" + (n % 10 == 0 ? "cancelled" : "confirmed") + "\t"
                        + at(n) + "\tpending\t2");
        Copy.rows(
                connection,
                "order_line (business_id, order_id, line_no, product_id, retailer_id, title, kind, quantity,"
                        + " unit_price_minor, product_version)",
                from,
                until,
                n -> line(n, 1) + (lines(n) == 2 ? "\n" + line(n, 2) : ""));
        Copy.rows(
                connection,
                "order_history (business_id, order_id, sequence, event, at, detail)",
                from,
                until,
                n -> business + "\t" + order(n) + "\t1\tplaced\t" + at(n) + "\t{}\n" + business + "\t" + order(n)
                        + "\t2\t" + (n % 10 == 0 ? "cancelled" : "confirmed") + "\t" + at(n) + "\t{}");
        Copy.rows(
                connection,
                "delivery_address (business_id, order_id, sequence, name, street, postcode, city, country, given_at)",
                from,
                until,
                n -> business + "\t" + order(n) + "\t1\tAda Example\tWeg " + n % 200 + "\t50667\tKöln\tDE\t" + at(n));
    }

    private String line(long order, int no) {
        String product = "g-" + (order * 7 + no) % 1_000;
        return business + "\t" + order(order) + "\t" + no + "\t" + Copy.named(business, product) + "\t" + product
                + "\tProduct\tgoods\t1\t" + unit(order) + "\t1";
    }

    private static int lines(long order) {
        return order % 5 == 0 ? 2 : 1;
    }

    private static long unit(long order) {
        return 500 + order % 5_000;
    }

    private static long total(long order) {
        return lines(order) * unit(order);
    }

    private Instant at(long order) {
        return Instant.ofEpochMilli(beginMs + order * ORDER_EVERY_MS);
    }

    /** Products {@code g-<number>} of these numbers; their indexes for search are made anew behind them. */
    void products(long from, long until) {
        List<String> indexes = new ArrayList<>(
                databases.words(
                        "catalog",
                        "select indexdef from pg_indexes where tablename = 'product' and indexdef like '%USING gin%' order by 1"));
        databases
                .words(
                        "catalog",
                        "select indexname from pg_indexes where tablename = 'product' and indexdef like '%USING gin%'")
                .forEach(index -> databases.run("catalog", "drop index " + index));
        Copy.sideBySide(databases.jdbc("catalog"), from, until, this::products);
        indexes.forEach(index -> databases.run("catalog", "set maintenance_work_mem = '512MB'; " + index));
        databases.run(
                "catalog",
                "insert into product_count (business_id, last_position) values ('" + business + "', " + until
                        + ") on conflict (business_id) do update set last_position = excluded.last_position");
        databases.tidy("catalog", "product", "stock");
    }

    private void products(Connection connection, long from, long until) throws SQLException {
        Copy.rows(
                connection,
                "product (business_id, product_id, retailer_id, position, version, title, description, currency, price_minor,"
                        + " category, attributes, kind, visibility, changed_at)",
                from,
                until,
                n -> business + "\t" + Copy.named(business, "g-" + n) + "\tg-" + n + "\t" + (n + 1) + "\t1\t"
                        + words(n).replace('+', ' ') + "\tAs good as any other of its kind\tEUR\t" + (500 + n % 5_000)
                        + "\tGrown > Part " + n % 50 + "\t{}\tgoods\tvisible\t" + Instant.ofEpochMilli(beginMs));
        Copy.rows(
                connection,
                "stock (business_id, product_id, on_hand, counted, availability_version)",
                from,
                until,
                n -> business + "\t" + Copy.named(business, "g-" + n) + "\t" + (n % 100 + 1) + "\tt\t1");
    }

    /** What does not fit, looked for within each of the two services, of this shop. */
    List<String> violations(long orders, long products) {
        List<String> found = new ArrayList<>();
        same(found, "orders", orderService("select count(*) from orders where business_id = '%s'"), orders);
        same(
                found,
                "orders of which the lines are not the total",
                orderService(
                        """
                select count(*) from (select 1 from orders o left join order_line l using (business_id, order_id)
                where o.business_id = '%s' group by o.business_id, o.order_id, o.total_minor
                having coalesce(sum(l.quantity * l.unit_price_minor), -1) <> o.total_minor) as wrong"""),
                0);
        same(
                found,
                "lines of no order",
                orderService(
                        """
                select count(*) from order_line l where l.business_id = '%s' and not exists
                (select 1 from orders o where o.business_id = l.business_id and o.order_id = l.order_id)"""),
                0);
        same(
                found,
                "orders of which the history has holes",
                orderService(
                        """
                select count(*) from (select 1 from orders o left join order_history h using (business_id, order_id)
                where o.business_id = '%s' group by o.business_id, o.order_id, o.version
                having count(h.sequence) <> o.version or max(h.sequence) <> o.version) as wrong"""),
                0);
        same(
                found,
                "addresses",
                orderService("select count(*) from delivery_address where business_id = '%s'"),
                orders);
        same(found, "products", catalogService("select count(*) from product where business_id = '%s'"), products);
        same(
                found,
                "products on a shelf",
                catalogService(
                        "select count(*) from product join stock using (business_id, product_id) where business_id = '%s'"),
                products);
        same(
                found,
                "last position",
                catalogService("select last_position from product_count where business_id = '%s'"),
                products);
        return found;
    }

    private long orderService(String sql) {
        return databases.number("order", sql.formatted(business));
    }

    private long catalogService(String sql) {
        return databases.number("catalog", sql.formatted(business));
    }

    private static void same(List<String> found, String what, long is, long wanted) {
        if (is != wanted) {
            found.add(what + ": " + is + ", not " + wanted);
        }
    }
}
