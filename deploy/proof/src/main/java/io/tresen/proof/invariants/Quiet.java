package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;

/** What must be empty once everything has come to rest: outboxes, parked events, open dead letters, open work. */
final class Quiet {

    private Quiet() {}

    /** What still moves or waits, one line each. */
    static List<String> unrest(Books books) {
        List<String> found = new ArrayList<>();
        for (String service : Topics.SERVICES) {
            count(books, service, "select count(*) from outbox_event", "rows in the outbox", found);
            count(books, service, "select count(*) from parked_event", "parked events", found);
        }
        count(
                books,
                "order",
                "select count(*) from orders where status in ('placed', 'awaiting_payment', 'cancelling')"
                        + " and attention_code is null",
                "open orders",
                found);
        count(
                books,
                "payment",
                "select count(*) from payment where state in ('confirming', 'waiting', 'unknown') and attention_code is null",
                "payments under way",
                found);
        count(
                books,
                "payment",
                "select count(*) from refund where state in ('requested', 'unknown', 'pending')",
                "refunds under way",
                found);
        return found;
    }

    private static void count(Books books, String service, String sql, String what, List<String> found) {
        long n = books.number(service, sql);
        if (n > 0) {
            found.add(service + ": " + n + " " + what);
        }
    }
}
