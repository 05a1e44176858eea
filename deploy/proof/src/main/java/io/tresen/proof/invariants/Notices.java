package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * I8: each back-in-stock subscription is told at most once; who waits while the product can be had is going to be looked
 * at: a step of the product's wave is planned, or was due less than a minute ago. That what a step asked for was told too is
 * {@link Quiet}'s, and the witness's, who is in line.
 */
final class Notices implements Invariant {

    static final String NAME = "I8 a back-in-stock subscription is told at most once, and nobody in line is forgotten";

    /** A step that is due for longer is not going to be taken. */
    private static final Duration OVERDUE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("notification", "subscription", "places in line");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.books()
                .rows(
                        "notification",
                        """
                        select subscription_id, count(*) from notice where state in ('waiting', 'sent')
                        group by 1 having count(*) > 1""")
                .forEach(row -> found.add("told more than once: " + row));
        evidence.books()
                .rows(
                        "notification",
                        """
                        select s.product_id, min(s.since) as since, w.next_step_at from subscription s
                        left join product_wave w using (business_id, product_id)
                        where s.state = 'waiting' and (w.product_id is null
                          or (w.available is null or w.available > 0)
                            and (w.next_step_at is null or w.next_step_at < %s))
                        group by 1, 3"""
                                .formatted(evidence.books().before(OVERDUE)))
                .forEach(row -> found.add("forgotten in line: " + row));
        evidence.first(Topics.CHAT_CONVERSATION, "NoticeSent")
                .collect(Collectors.groupingBy(
                        fact -> fact.value().get("notice_id").toString(), Collectors.counting()))
                .forEach((notice, count) -> {
                    if (count > 1) {
                        found.add("notice " + notice + " was sent " + count + " times");
                    }
                });
        return found;
    }
}
