package io.tresen.messaging.webhook;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands lanes out to replicas and takes them back. A lane is leased for a call, so no transaction is open meanwhile; a
 * lease that ran out is anybody's, and what its holder then reports is not taken.
 *
 * <p>Picking costs a step per business with something to send and one per lane that is taken, however many rows wait
 * behind them: the first query hops from business to business along the index, and takes of each only as many due lanes
 * as the business has room for.
 */
@ApplicationScoped
class WebhookLanes {

    static final Duration LEASE = Duration.ofSeconds(30);

    /** A lane's oldest delivery, with where it goes. {@code holder}: the lease's. */
    record Task(
            UUID holder,
            UUID businessId,
            UUID lane,
            UUID deliveryId,
            byte[] payload,
            int attempts,
            Instant since,
            String url,
            String secret) {}

    /** What was leased, and the business behind which the next round begins; null when this round saw the last one. */
    record Picked(List<Task> tasks, UUID lastBusiness) {}

    /** Without this, a plan made while the table was almost empty is kept when it is full. */
    static final String PLAN_ANEW = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    static final String DUE =
            """
            with recursive business as (
              (select business_id from webhook_lane where business_id > $1 order by business_id limit 1)
              union all
              select (select l.business_id from webhook_lane l
                      where l.business_id > b.business_id order by l.business_id limit 1)
              from business b where b.business_id is not null
            )
            select due.business_id, due.lane from business b
            left join unnest($4::uuid[], $5::int[]) as known (business_id, room) on known.business_id = b.business_id
            cross join lateral (
              select l.business_id, l.lane from webhook_lane l
              where l.business_id = b.business_id and l.due_at <= $2 and l.leased_until <= now()
              order by l.due_at limit coalesce(known.room, $6) for update of l skip locked
            ) due
            limit $3""";

    private static final String LEASE_THEM =
            """
            update webhook_lane l set leased_by = $3, leased_until = now() + make_interval(secs => $4)
            from unnest($1::uuid[], $2::uuid[]) as k (business_id, lane)
            where l.business_id = k.business_id and l.lane = k.lane""";

    private static final String HEADS =
            """
            select k.business_id, k.lane, d.delivery_id, d.payload, d.attempts, d.since, e.url, e.secret
            from unnest($1::uuid[], $2::uuid[]) as k (business_id, lane)
            left join webhook_endpoint e on e.business_id = k.business_id
            left join lateral (
              select * from webhook_delivery w
              where w.business_id = k.business_id and w.lane = k.lane and w.state = 'waiting' order by w.number limit 1
            ) d on true""";

    private static final String WAITS =
            "exists (select 1 from webhook_delivery where business_id = $1 and lane = $2 and state = 'waiting')";

    /**
     * Leases due lanes.
     *
     * @param after the business behind which to begin
     * @param room lanes that a business may get, where it is not {@code usual}
     */
    Picked pick(Tx tx, Instant now, UUID after, int limit, Map<UUID, Integer> room, int usual) {
        tx.query(PLAN_ANEW);
        UUID holder = UUID.randomUUID();
        List<UUID> known = List.copyOf(room.keySet());
        List<Row> due = tx.list(
                DUE,
                after,
                now.atOffset(ZoneOffset.UTC),
                limit,
                known.toArray(UUID[]::new),
                known.stream().map(room::get).toArray(Integer[]::new),
                usual);
        if (due.isEmpty()) {
            return new Picked(List.of(), null);
        }
        UUID[] businesses = due.stream().map(row -> row.getUUID("business_id")).toArray(UUID[]::new);
        UUID[] lanes = due.stream().map(row -> row.getUUID("lane")).toArray(UUID[]::new);
        tx.update(LEASE_THEM, businesses, lanes, holder, (double) LEASE.toSeconds());
        List<Task> tasks = new ArrayList<>();
        for (Row row : tx.list(HEADS, businesses, lanes)) {
            if (row.getUUID("delivery_id") == null || row.getString("url") == null) {
                end(tx, now, row);
            } else {
                tasks.add(task(holder, row));
            }
        }
        return new Picked(tasks, due.size() == limit ? businesses[businesses.length - 1] : null);
    }

    /** A lane with nothing to send, or nowhere to send it. */
    private static void end(Tx tx, Instant now, Row row) {
        UUID businessId = row.getUUID("business_id");
        UUID lane = row.getUUID("lane");
        if (row.getString("url") == null) {
            WebhookEndpoints.giveUp(tx, now, businessId, lane);
        }
        tx.update("delete from webhook_lane where business_id = $1 and lane = $2", businessId, lane);
    }

    /** Takes a 2xx in; the lane's next delivery is due at once. */
    void delivered(Tx tx, Instant now, Task task, int status) {
        ended(tx, now, task, "delivered", status, null);
    }

    /** Takes a failure in; the lane waits for the next attempt, or goes on behind a delivery that is given up. */
    void failed(Tx tx, Instant now, Task task, Integer status, String error) {
        Optional<Instant> again = RetrySchedule.next(task.since(), task.attempts() + 1, now);
        if (again.isEmpty()) {
            ended(tx, now, task, "failed", status, error);
        } else if (lock(tx, task)) {
            tx.update(
                    "update webhook_delivery set attempts = attempts + 1, last_status = $3, last_error = $4"
                            + " where business_id = $1 and delivery_id = $2 and state = 'waiting'",
                    task.businessId(),
                    task.deliveryId(),
                    status,
                    error);
            free(tx, task, again.get());
        }
    }

    private static void ended(Tx tx, Instant now, Task task, String state, Integer status, String error) {
        if (lock(tx, task)) {
            tx.update(
                    "update webhook_delivery set state = $3, attempts = attempts + 1, last_status = $4, last_error = $5,"
                            + " ended_at = $6 where business_id = $1 and delivery_id = $2 and state = 'waiting'",
                    task.businessId(),
                    task.deliveryId(),
                    state,
                    status,
                    error,
                    now.atOffset(ZoneOffset.UTC));
            free(tx, task, now);
        }
    }

    /** False when the lease ran out and somebody else has the lane, or it is gone. */
    private static boolean lock(Tx tx, Task task) {
        return tx.one(
                        "select 1 from webhook_lane where business_id = $1 and lane = $2 and leased_by = $3 for update",
                        task.businessId(),
                        task.lane(),
                        task.holder())
                .isPresent();
    }

    /** Under the lane's lock nobody is adding to it, so what is seen to be empty is. */
    private static void free(Tx tx, Task task, Instant due) {
        int left = tx.update(
                "update webhook_lane set due_at = $3, leased_by = null, leased_until = '-infinity'"
                        + " where business_id = $1 and lane = $2 and " + WAITS,
                task.businessId(),
                task.lane(),
                due.atOffset(ZoneOffset.UTC));
        if (left == 0) {
            tx.update("delete from webhook_lane where business_id = $1 and lane = $2", task.businessId(), task.lane());
        }
    }

    private static Task task(UUID holder, Row row) {
        return new Task(
                holder,
                row.getUUID("business_id"),
                row.getUUID("lane"),
                row.getUUID("delivery_id"),
                Columns.bytes(row, "payload"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("since").toInstant(),
                row.getString("url"),
                row.getString("secret"));
    }
}
