package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The checker is checked: behind a journey that ended well, one row is spoilt for a moment, and the invariant that it breaks is
 * named, and no other. Mistakes that the databases themselves do not let happen are planted in tables of a test's own.
 */
class SpoiltBooksIT extends OnThePlatform {

    private Shop shop;
    private String orderId;

    @BeforeEach
    void aJourney() {
        shop = newShop();
        shop.product("bowl", "Bowl", 700, 3, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "bowl", 1, 700);
        ada.address("50667");
        ada.tapOffered("pay:cod");
        String orderNo = ada.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
        orderId = shop.orderByNo(orderNo).path("order_id").asText();
        assertAtRest();
    }

    @Test
    void eachSpoiltRowIsFoundByItsInvariant() throws SQLException {
        String business = "business_id = '" + shop.businessId() + "'";
        spoilt(
                "I1",
                "catalog",
                "update stock set on_hand = on_hand + 1 where " + business,
                "update stock set on_hand = on_hand - 1 where " + business);
        spoilt(
                "I3",
                "order",
                "update orders set status = 'placed' where order_id = '" + orderId + "'",
                "update orders set status = 'confirmed' where order_id = '" + orderId + "'");
        spoilt(
                "I4",
                "catalog",
                "update stock_movement set event_id = product_id where order_id = '" + orderId + "'",
                "update stock_movement set event_id = '" + eventOfMovement() + "' where order_id = '" + orderId + "'");
        copied(business);
    }

    /** A rebuild finds it and, by being one, mends it. */
    private void copied(String business) throws SQLException {
        assertEquals(1, run("order", "update business_copy set country = 'FR' where " + business));
        assertEquals(Set.of("I6"), named(invariants().checkCopies("order")));
        assertEquals(Set.of(), named(invariants().checkCopies("order")));
    }

    private void spoilt(String invariant, String service, String spoil, String mend) throws SQLException {
        assertEquals(1, run(service, spoil), spoil);
        try {
            assertEquals(Set.of(invariant), named(invariants().checkBooks()));
        } finally {
            assertEquals(1, run(service, mend), mend);
        }
    }

    /** Numbers of the invariants that are violated. */
    private static Set<String> named(Map<String, java.util.List<String>> found) {
        Set<String> named = new TreeSet<>();
        found.forEach((name, violations) -> {
            if (!violations.isEmpty()) {
                named.add(name.substring(0, name.indexOf(' ')));
            }
        });
        return named;
    }

    private String eventOfMovement() throws SQLException {
        try (var connection = connect("catalog");
                var look = connection.prepareStatement(
                        "select event_id from stock_movement where order_id = '" + orderId + "'");
                var row = look.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static int run(String service, String sql) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static java.sql.Connection connect(String service) throws SQLException {
        String user = "tresen_" + service;
        return DriverManager.getConnection(platform().jdbcUrl(service), user, user);
    }
}
