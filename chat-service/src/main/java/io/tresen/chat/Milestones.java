package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When businesses reached their milestones, in business time; what was reached stays as it is, whoever comes later. */
@ApplicationScoped
public class Milestones {

    /** Businesses that are remembered, 100 B each; of others the database is asked. */
    private static final int MOST_SELLERS = 20_000;

    /** Whose first sale is committed, which it stays. */
    private final Set<UUID> sellers = ConcurrentHashMap.newKeySet();

    /** Of one business. */
    public record Reached(Instant registeredAt, Map<Milestone, Instant> at) {

        /** Null while it is not reached. */
        public Instant at(Milestone milestone) {
            return at.get(milestone);
        }

        /** From the registration on; null while it is not reached. */
        public Duration after(Milestone milestone) {
            Instant reached = at.get(milestone);
            if (reached == null) {
                return null;
            }
            Duration after = Duration.between(registeredAt, reached);
            return after.isNegative() ? Duration.ZERO : after; // clocks of two services
        }
    }

    /** Notes it; false when it was reached before. An unknown business reaches nothing. */
    public boolean reach(Tx tx, UUID businessId, Milestone milestone, Instant at) {
        return tx.update(
                        "insert into business_milestone select business_id, $2, $3 from business where business_id = $1"
                                + " on conflict do nothing",
                        businessId,
                        milestone.word(),
                        Times.utc(at))
                > 0;
    }

    /** As its namesake, of several businesses; in one order, so that no two who do this deadlock. Those that had not reached it before. */
    public List<UUID> reach(Tx tx, Set<UUID> businessIds, Milestone milestone, Instant at) {
        return tx
                .list(
                        "insert into business_milestone select business_id, $2, $3 from business"
                                + " where business_id = any($1) order by business_id"
                                + " on conflict do nothing returning business_id",
                        businessIds.toArray(UUID[]::new),
                        milestone.word(),
                        Times.utc(at))
                .stream()
                .map(row -> row.getUUID("business_id"))
                .toList();
    }

    /** An order was confirmed. What a merchant's own shopper orders is no sale; {@code conversationId} null: a program's. */
    public void sold(Tx tx, UUID businessId, UUID conversationId, Instant at) {
        if (sellers.contains(businessId)) {
            return;
        }
        boolean test = conversationId != null
                && tx.one(
                                "select 1 from conversation c join shopper s using (business_id, shopper_id)"
                                        + " where c.business_id = $1 and c.conversation_id = $2 and s.test",
                                businessId,
                                conversationId)
                        .isPresent();
        if (!test && (reach(tx, businessId, Milestone.FIRST_SALE, at) || hasSold(tx, businessId))) {
            tx.afterCommit(() -> remember(businessId));
        }
    }

    private static boolean hasSold(Tx tx, UUID businessId) {
        return tx.one(
                        "select 1 from business_milestone where business_id = $1 and milestone = $2",
                        businessId,
                        Milestone.FIRST_SALE.word())
                .isPresent();
    }

    private void remember(UUID businessId) {
        if (sellers.size() < MOST_SELLERS) {
            sellers.add(businessId);
        }
    }

    /** How far a token's business came. */
    public Reached of(Tx tx, UUID businessId) {
        List<Row> rows = tx.list(
                "select b.created_at, m.milestone, m.reached_at from business b left join business_milestone m"
                        + " using (business_id) where b.business_id = $1",
                businessId);
        Map<Milestone, Instant> at = new EnumMap<>(Milestone.class);
        for (Row row : rows) {
            if (row.getString("milestone") != null) {
                at.put(
                        Milestone.valueOf(row.getString("milestone").toUpperCase(Locale.ROOT)),
                        Times.of(row, "reached_at"));
            }
        }
        return new Reached(Times.of(rows.get(0), "created_at"), at);
    }
}
