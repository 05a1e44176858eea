package io.tresen.messaging.webhook;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What was told to a business's app, and the command to tell it again. */
@ApplicationScoped
public class WebhookLog {

    private static final int SPAN = 10_000;

    /** The time of the next attempt is the lane's, and of its oldest delivery alone. */
    private static final String SELECT =
            """
            select d.number, d.delivery_id, d.lane, d.kind, d.state, d.attempts, d.last_status, d.last_error, d.created_at,
              d.ended_at,
              case when d.state = 'waiting' and not exists (
                select 1 from webhook_delivery w
                where w.business_id = d.business_id and w.lane = d.lane and w.state = 'waiting' and w.number < d.number)
              then l.due_at end as next_attempt_at
            from webhook_delivery d
            left join webhook_lane l on l.business_id = d.business_id and l.lane = d.lane and d.state = 'waiting'
            where d.business_id = $1""";

    private final WebhookSender sender;

    WebhookLog(WebhookSender sender) {
        this.sender = sender;
    }

    /** How it stands with a delivery. */
    public enum State {
        WAITING,
        DELIVERED,
        FAILED;

        /** As stored and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A line of the log.
     *
     * @param number its place in the queue
     * @param lastStatus HTTP status of the last answer; null where none came
     * @param lastError a word for why the last attempt had no answer, or null
     * @param endedAt when it was delivered or given up, or null
     * @param nextAttemptAt null also for what waits behind another one of its lane
     */
    public record Line(
            long number,
            UUID id,
            UUID lane,
            String kind,
            String state,
            int attempts,
            Integer lastStatus,
            String lastError,
            Instant createdAt,
            Instant endedAt,
            Instant nextAttemptAt) {

        /** When it was delivered, or null. */
        public Instant deliveredAt() {
            return state.equals(State.DELIVERED.word()) ? endedAt : null;
        }
    }

    /** The newest first. @param state null for all; {@code before}: lines with a smaller number */
    public List<Line> newestFirst(Tx tx, UUID businessId, State state, long before, int limit) {
        String filter = state == null ? " and $3::text is null" : " and d.state = $3";
        return tx
                .list(
                        SELECT + filter + " and d.number < $2 order by d.number desc limit $4",
                        businessId,
                        before,
                        state == null ? null : state.word(),
                        limit)
                .stream()
                .map(WebhookLog::line)
                .toList();
    }

    /** A line; empty when the tenant has no such one. */
    public Optional<Line> find(Tx tx, UUID businessId, UUID id) {
        return tx.one(SELECT + " and d.delivery_id = $2", businessId, id).map(WebhookLog::line);
    }

    /** Sends a delivery again, in its old place; one that waits is tried at once. False when there is no such one. */
    public boolean replay(Tx tx, Instant now, UUID businessId, UUID id) {
        Optional<UUID> lane = tx.one(
                        "select lane from webhook_delivery where business_id = $1 and delivery_id = $2", businessId, id)
                .map(row -> row.getUUID("lane"));
        lane.ifPresent(it -> again(tx, now, businessId, new UUID[] {it}, new UUID[] {id}));
        return lane.isPresent();
    }

    /**
     * Sends again what was queued from one time to before another and has ended, at most {@value #SPAN} deliveries.
     *
     * @param state only what ended so; null for both
     * @return how many
     */
    public int replay(Tx tx, Instant now, UUID businessId, State state, Instant from, Instant to) {
        List<Row> rows = tx.list(
                """
                select delivery_id, lane from webhook_delivery
                where business_id = $1 and state <> 'waiting' and ($2::text is null or state = $2)
                  and created_at >= $3 and created_at < $4
                order by number limit $5""",
                businessId,
                state == null ? null : state.word(),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                SPAN);
        again(
                tx,
                now,
                businessId,
                rows.stream()
                        .map(row -> row.getUUID("lane"))
                        .distinct()
                        .sorted()
                        .toArray(UUID[]::new),
                rows.stream().map(row -> row.getUUID("delivery_id")).toArray(UUID[]::new));
        return rows.size();
    }

    /** Locks the lanes, as whoever adds to them does, and makes them due. */
    private void again(Tx tx, Instant now, UUID businessId, UUID[] lanes, UUID[] ids) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        tx.update(
                """
                insert into webhook_lane (business_id, lane, due_at) select $1, lane, $3 from unnest($2::uuid[]) as k (lane)
                on conflict (business_id, lane) do update set due_at = least(webhook_lane.due_at, excluded.due_at)""",
                businessId,
                lanes,
                time);
        tx.update(
                "update webhook_delivery set state = 'waiting', attempts = 0, since = $2, ended_at = null"
                        + " where business_id = $1 and delivery_id = any($3) and state <> 'waiting'",
                businessId,
                time,
                ids);
        tx.afterCommit(sender::wake);
    }

    private static Line line(Row row) {
        return new Line(
                row.getLong("number"),
                row.getUUID("delivery_id"),
                row.getUUID("lane"),
                row.getString("kind"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getInteger("last_status"),
                row.getString("last_error"),
                time(row, "created_at"),
                time(row, "ended_at"),
                time(row, "next_attempt_at"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
