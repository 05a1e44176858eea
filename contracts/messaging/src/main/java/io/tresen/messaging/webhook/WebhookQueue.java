package io.tresen.messaging.webhook;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * Takes webhooks in, in the transaction of the fact that they tell. A lane's row is locked before its deliveries get their
 * numbers, and lanes are locked in one order: two transactions on one lane can't swap, and no two deadlock here as long as
 * each gives all of its webhooks in one call.
 */
@ApplicationScoped
public class WebhookQueue {

    /** The conflict's update changes nothing; it takes the row's lock, or waits and inserts where the lane just ended. */
    private static final String LANE =
            """
            insert into webhook_lane (business_id, lane, due_at) values ($1, $2, $3)
            on conflict (business_id, lane) do update set due_at = webhook_lane.due_at""";

    private static final String DELIVERY =
            """
            insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)
            values ($1, $2, $3, $4, $5, $6, $6) on conflict (business_id, delivery_id) do nothing""";

    private final WebhookSender sender;

    WebhookQueue(WebhookSender sender) {
        this.sender = sender;
    }

    /** Adds webhooks; those of one lane keep the order of the list, and one whose id is known is not added again. */
    public void add(Tx tx, Instant now, List<Webhook> webhooks) {
        if (webhooks.isEmpty()) {
            return;
        }
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        tx.batch(
                LANE,
                webhooks.stream()
                        .map(it -> List.of(it.businessId(), it.lane()))
                        .distinct()
                        .sorted(Comparator.comparing(List::toString)) // PostgreSQL's order; Java compares ids signed
                        .map(key -> new Object[] {key.get(0), key.get(1), time})
                        .toList());
        tx.batch(
                DELIVERY,
                webhooks.stream()
                        .map(it -> new Object[] {
                            it.businessId(), it.id(), it.lane(), it.kind(), Columns.buffer(it.payload()), time
                        })
                        .toList());
        tx.afterCommit(sender::wake);
    }
}
