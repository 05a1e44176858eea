package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as a fact in a service's tables. */
class ContentsTest {

    @BeforeEach
    void tables() throws IOException, SQLException {
        PaymentTables.create();
    }

    @Test
    void an_event_more_is_a_changed_fact_though_it_has_left_the_outbox() throws SQLException {
        Map<String, String> before = facts();
        PaymentTables.run("insert into outbox_key (topic, key, last_sequence) values ('payment.payment.v1',"
                + " '0190aaaa-0000-7000-8000-000000000001', 1)");
        Map<String, String> once = facts();
        assertNotEquals(before, once);
        PaymentTables.run("update outbox_key set last_sequence = 2");
        assertNotEquals(once, facts());
    }

    @Test
    void how_far_it_has_read_and_sent_is_no_fact() {
        Map<String, String> facts = facts();
        assertTrue(facts.containsKey("top_up"), facts.toString());
        assertEquals(
                "outbox_key",
                String.join(
                        " ",
                        facts.keySet().stream()
                                .filter(it -> it.startsWith("outbox_"))
                                .toList()));
        assertFalse(facts.containsKey("inbox_key"), facts.toString());
    }

    private static Map<String, String> facts() {
        return Contents.of(PaymentTables.books(), "payment", Contents.FACTS);
    }
}
