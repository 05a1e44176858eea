package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two looks at notification-service's own tables tell apart. */
class ContentsOfCopiesTest {

    private static final UUID SHOP = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final ServiceTables notification = new ServiceTables("notification");

    @BeforeEach
    void two_products() throws IOException, SQLException {
        notification.create();
        product(1, "mug");
        product(2, "cup");
    }

    @Test
    void a_copy_is_its_rows_that_are_not_removed() throws SQLException {
        notification.run("update product_copy set removed = true where retailer_id = 'mug'");
        Map<String, String> before = copies();
        assertEquals(Set.of("availability_copy", "business_copy", "product_copy", "shopper_copy"), before.keySet());
        notification.run("delete from product_copy where removed");
        assertEquals(before, copies());
    }

    @Test
    void a_row_that_is_removed_in_one_alone_makes_copies_differ() throws SQLException {
        Map<String, String> before = copies();
        notification.run("update product_copy set removed = true where retailer_id = 'mug'");
        assertNotEquals(before, copies());
    }

    @Test
    void a_row_that_is_missing_or_another_makes_copies_differ() throws SQLException {
        Map<String, String> before = copies();
        notification.run("update product_copy set visible = false where retailer_id = 'mug'");
        assertNotEquals(before, copies());
        notification.run("delete from product_copy where retailer_id = 'mug'");
        assertNotEquals(before, copies());
    }

    @Test
    void facts_are_all_rows_removed_ones_too() throws SQLException {
        notification.run("update product_copy set removed = true where retailer_id = 'mug'");
        Map<String, String> before = facts();
        notification.run("delete from product_copy where removed");
        assertNotEquals(before, facts());
    }

    private void product(int n, String retailerId) throws SQLException {
        notification.run(
                "insert into product_copy (business_id, product_id, retailer_id, visible, counted, removed, sequence)"
                        + " values ('" + SHOP + "', '0190bbbb-0000-7000-8000-00000000000" + n + "', '" + retailerId
                        + "', true, true, false, 1)");
    }

    private static Map<String, String> copies() {
        return Contents.ofCopies(ServiceTables.books(), "notification");
    }

    private static Map<String, String> facts() {
        return Contents.of(ServiceTables.books(), "notification", Contents.FACTS);
    }
}
