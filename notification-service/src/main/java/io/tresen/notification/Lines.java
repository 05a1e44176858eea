package io.tresen.notification;

import static io.tresen.notification.Times.instant;
import static io.tresen.notification.Times.utc;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** SQL of the lines: who waits for a product, oldest first. Call it under the product's lock in {@link WaveRows}. */
@ApplicationScoped
public class Lines {

    /** The head of the line, locked; not those that are passed over for now. */
    List<Candidate> head(Tx tx, UUID businessId, UUID productId, int limit, Instant now) {
        return limit == 0
                ? List.of()
                : tx
                        .list(
                                """
                                select s.subscription_id, s.conversation_id, s.shopper_id, s.retailer_id, s.notices,
                                  s.noted_reason, s.noted_at, coalesce(not c.marketing_allowed, false) as opted_out,
                                  (select max(n.requested_at) from notice n
                                   where n.business_id = s.business_id and n.shopper_id = s.shopper_id
                                     and n.product_id = s.product_id and n.state in ('waiting', 'sent')) as last_told
                                from subscription s left join shopper_copy c
                                  on c.business_id = s.business_id and c.shopper_id = s.shopper_id
                                where s.business_id = $1 and s.product_id = $2 and s.state = 'waiting'
                                  and s.not_before <= $3 and s.lapses_at > $3
                                order by s.since, s.place limit $4 for update of s""",
                                businessId,
                                productId,
                                utc(now),
                                limit)
                        .stream()
                        .map(Lines::candidate)
                        .toList();
    }

    /** When the first of those who wait may be looked at; empty when nobody waits. */
    Optional<Instant> soonest(Tx tx, UUID businessId, UUID productId, Instant now) {
        return tx.one(
                        """
                        select min(not_before) as soonest from subscription
                        where business_id = $1 and product_id = $2 and state = 'waiting' and lapses_at > $3""",
                        businessId,
                        productId,
                        utc(now))
                .map(row -> instant(row, "soonest"));
    }

    /**
     * Those of the products that somebody waits for. In the line's order, of which the planner knows one way alone: where a
     * million wait for one product it would take any row to be one of theirs, and read them all for a product that nobody waits
     * for. By a scalar subquery, since EXISTS would be joined, without that order.
     */
    Set<UUID> waitedFor(Tx tx, List<ProductKey> products) {
        Set<UUID> waitedFor = new HashSet<>();
        if (!products.isEmpty()) {
            tx.query(
                            """
                            select product_id from unnest($1::uuid[], $2::uuid[]) as p (business_id, product_id)
                            where (select 1 from subscription s
                              where s.business_id = p.business_id and s.product_id = p.product_id and s.state = 'waiting'
                              order by s.since, s.place limit 1) is not null""",
                            ProductKey.businesses(products),
                            ProductKey.products(products))
                    .forEach(row -> waitedFor.add(row.getUUID("product_id")));
        }
        return waitedFor;
    }

    /** Those who are told leave the line until the chat has answered. */
    void requested(Tx tx, UUID businessId, List<Candidate> told) {
        if (told.isEmpty()) {
            return;
        }
        tx.update(
                """
                update subscription set state = 'requested', notices = notices + 1
                where business_id = $1 and subscription_id = any ($2::uuid[])""",
                businessId,
                told.stream().map(Candidate::subscriptionId).toArray(UUID[]::new));
    }

    /** Those who are passed over keep their place. */
    void passedOver(Tx tx, UUID businessId, List<Suppression> suppressed, Instant now) {
        tx.batch(
                """
                update subscription set not_before = $3, notices = notices + $4,
                  noted_reason = case when $4 > 0 then $5 else noted_reason end,
                  noted_at = case when $4 > 0 then $6 else noted_at end
                where business_id = $1 and subscription_id = $2""",
                suppressed.stream()
                        .map(s -> new Object[] {
                            businessId,
                            s.candidate().subscriptionId(),
                            utc(s.until()),
                            s.written() ? 1 : 0,
                            s.reason(),
                            utc(now)
                        })
                        .toList());
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getUUID("subscription_id"),
                row.getUUID("conversation_id"),
                row.getUUID("shopper_id"),
                row.getString("retailer_id"),
                row.getInteger("notices"),
                row.getBoolean("opted_out"),
                instant(row, "last_told"),
                row.getString("noted_reason"),
                instant(row, "noted_at"));
    }
}
