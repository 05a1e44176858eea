package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;

/** What must be empty once everything has come to rest: outboxes, parked keys, open dead letters, open work, lag. */
final class Quiet {

    private Quiet() {}

    /** What still moves or waits, one line each. */
    static List<String> unrest(Books books, String bootstrap) {
        List<String> found = new ArrayList<>(Lag.behind(bootstrap));
        for (String service : Topics.SERVICES) {
            count(books, service, "select count(*) from outbox_event", "rows in the outbox", found);
            count(books, service, "select count(*) from parked_event", "parked events", found);
            count(
                    books,
                    service,
                    "select count(*) from inbox_key where parked_because is not null",
                    "parked keys",
                    found);
            count(books, service, "select count(*) from dead_letter where state = 'open'", "open dead letters", found);
        }
        count(
                books,
                "order",
                "select count(*) from orders where status in ('placed', 'awaiting_payment', 'cancelling')"
                        + " and attention_code is null",
                "open orders",
                found);
        count(books, "order", "select count(*) from pending_checkout", "checkouts that wait", found);
        count(books, "order", "select count(*) from pending_address", "addresses that wait", found);
        found.addAll(moneyUnderWay(books));
        found.addAll(noticesUnderWay(books));
        return found;
    }

    /** What one service does of itself, whatever it has read: money that is under way, steps of waves that are due. */
    static List<String> own(Books books, String service) {
        return switch (service) {
            case "payment" -> moneyUnderWay(books);
            case "notification" -> stepsDue(books);
            default -> List.of();
        };
    }

    private static List<String> stepsDue(Books books) {
        List<String> found = new ArrayList<>();
        count(
                books,
                "notification",
                "select count(*) from product_wave where next_step_at <= " + books.now(),
                "waves with a step to take",
                found);
        return found;
    }

    /** Steps of waves that are due, and notices that the chat has not answered, one line each; what is planned for later rests. */
    static List<String> noticesUnderWay(Books books) {
        List<String> found = stepsDue(books);
        count(
                books,
                "notification",
                "select count(*) from notice where state = 'waiting'",
                "notices that nobody answered",
                found);
        count(
                books,
                "notification",
                "select count(*) from subscription where state = 'requested'",
                "places in line that are being told",
                found);
        return found;
    }

    /** What one service has neither read nor sent yet, one line each. */
    static List<String> left(Books books, String bootstrap, String service) {
        List<String> found = new ArrayList<>(besidesOthers(Lag.behind(bootstrap), service));
        found.addAll(unsent(books, service));
        return found;
    }

    /** What one service has decided to tell and not sent yet, one line or none. */
    static List<String> unsent(Books books, String service) {
        List<String> found = new ArrayList<>();
        count(books, service, "select count(*) from outbox_event", "rows in the outbox", found);
        return found;
    }

    /** Lines without those about another service's groups: what Kafka does not say may be about this one. */
    static List<String> besidesOthers(List<String> behind, String service) {
        return behind.stream()
                .filter(line -> Topics.SERVICES.stream()
                        .noneMatch(other -> !other.equals(service) && line.startsWith(other + ".")))
                .toList();
    }

    /** Payments, refunds and asked transfers that are under way, one line each; what waits for a person is at rest. */
    static List<String> moneyUnderWay(Books books) {
        List<String> found = new ArrayList<>();
        count(
                books,
                "payment",
                "select count(*) from payment where state in ('confirming', 'waiting', 'unknown') and attention_code is null",
                "payments under way",
                found);
        count(
                books,
                "payment",
                "select count(*) from refund r join payment p using (business_id, payment_id)"
                        + " where r.state in ('requested', 'unknown', 'pending')"
                        + " or r.state = 'waiting' and p.attention_code is null",
                "refunds under way",
                found);
        count(books, "payment", "select count(*) from transfer_ask", "asks of shoppers that wait", found);
        count(
                books,
                "payment",
                "select count(*) from top_up where state in ('confirming', 'waiting', 'unknown') and attention_code is null"
                        + " or refund_state in ('requested', 'unknown', 'pending')",
                "top-ups under way",
                found);
        return found;
    }

    /**
     * Payments, refunds and top-ups of which nobody knows how they end, without a person who was told, one line each. Who was told
     * of a top-up's held money was not told that its way back is unclear.
     */
    static List<String> unclear(Books books) {
        List<String> found = new ArrayList<>();
        count(
                books,
                "payment",
                "select count(*) from payment where state in ('confirming', 'unknown') and attention_code is null",
                "payments unknown",
                found);
        count(
                books,
                "payment",
                "select count(*) from refund r join payment p using (business_id, payment_id)"
                        + " where r.state in ('waiting', 'unknown') and p.attention_code is null",
                "refunds unknown",
                found);
        count(
                books,
                "payment",
                "select count(*) from top_up where state in ('confirming', 'unknown') and attention_code is null"
                        + " or refund_state = 'unknown'",
                "top-ups unknown",
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
