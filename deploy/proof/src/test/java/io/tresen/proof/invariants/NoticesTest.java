package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I8 against notification-service's own tables, in which something is wrong. */
class NoticesTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables notification = new ServiceTables("notification");
    private final List<Fact> sent = new ArrayList<>();
    private Duration ahead = Duration.ZERO;

    /** One has been told, another is in line while there is nothing. */
    @BeforeEach
    void aLineInOrder() throws IOException, SQLException {
        notification.create();
        notification.run("insert into subscription (business_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, since, lapses_at, not_before) values ('" + ID + "', '" + ID + "', '"
                + ID + "', 'mug', '" + ID + "', '" + ID + "', now(), now() + interval '1 day', now())");
        notification.run(
                "insert into product_wave (business_id, product_id, available) values ('" + ID + "', '" + ID + "', 0)");
        told();
        sent.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", "one")));
        assertEquals(List.of(), violations());
    }

    @Test
    void who_is_in_line_for_what_can_be_had_without_a_next_step_is_found() throws SQLException {
        notification.run("update product_wave set available = 1, next_step_at = null");
        found("forgotten in line");
        notification.run("update product_wave set next_step_at = now()");
        assertEquals(List.of(), violations());
    }

    @Test
    void who_is_in_line_for_a_step_that_nobody_takes_is_found() throws SQLException {
        notification.run("update product_wave set available = null, next_step_at = now() - interval '2 minutes'");
        found("forgotten in line");
        notification.run("update product_wave set available = 0");
        assertEquals(List.of(), violations());
    }

    @Test
    void what_is_overdue_is_so_by_business_time() throws SQLException {
        notification.run("update product_wave set available = 1, next_step_at = now() + interval '15 minutes'");
        assertEquals(List.of(), violations());
        ahead = Duration.ofMinutes(17);
        found("forgotten in line");
    }

    @Test
    void who_is_in_line_for_a_product_without_a_wave_is_found() throws SQLException {
        notification.run("delete from product_wave");
        found("forgotten in line");
    }

    @Test
    void a_step_to_take_is_not_at_rest_and_one_that_is_planned_is() throws SQLException {
        notification.run("update product_wave set next_step_at = now() + interval '15 minutes'");
        assertEquals(List.of(), Quiet.noticesUnderWay(books()));
        ahead = Duration.ofMinutes(16);
        assertEquals(List.of("notification: 1 waves with a step to take"), Quiet.noticesUnderWay(books()));
    }

    @Test
    void a_notice_without_an_answer_and_whom_it_is_for_are_not_at_rest() throws SQLException {
        notification.run("update notice set state = 'waiting'");
        assertEquals(List.of("notification: 1 notices that nobody answered"), Quiet.noticesUnderWay(books()));
        notification.run("update notice set state = 'sent'; update subscription set state = 'requested'");
        assertEquals(List.of("notification: 1 places in line that are being told"), Quiet.noticesUnderWay(books()));
    }

    @Test
    void a_subscription_that_was_told_twice_is_found() throws SQLException {
        // the database itself does not let this happen
        notification.run("drop index notice_once");
        told();
        found("told more than once");
    }

    @Test
    void a_notice_that_the_chat_sent_twice_is_found() {
        sent.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", "one")));
        found("notice one was sent 2 times");
    }

    private void told() throws SQLException {
        notification.run("insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, state, requested_at, at) values ('" + ID + "', '" + UUID.randomUUID()
                + "', '" + ID + "', '" + ID + "', 'mug', '" + ID + "', '" + ID + "', 'sent', now(), now())");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return new Notices()
                .violations(new Evidence(books(), Map.of(Topics.CHAT_CONVERSATION, List.copyOf(sent)), null));
    }

    private Books books() {
        return ServiceTables.books(() -> Instant.now().plus(ahead));
    }
}
