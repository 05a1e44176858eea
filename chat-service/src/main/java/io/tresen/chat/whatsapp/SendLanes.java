package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tresen.chat.SendRates;
import io.tresen.chat.whatsapp.MetaIds.Ours;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands lanes out to replicas and takes them back, as ADR 9's: leased for a call, so that no transaction is open meanwhile. An
 * attempt is noted before it begins, so that one whose end nobody knows, its worker's death included, is never taken for none.
 */
@ApplicationScoped
public class SendLanes {

    /** Longer than a call may take. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int OF_ONE_BUSINESS = 16;
    private static final int GIVEN_UP_AT_ONCE = 50;

    /** As {@code WebhookLanes.DUE}: hops from business to business, and takes of each a few due lanes. */
    private static final String DUE =
            """
            with recursive business as (
              (select business_id from whatsapp_lane where business_id > $1 order by business_id limit 1)
              union all
              select (select l.business_id from whatsapp_lane l
                      where l.business_id > b.business_id order by l.business_id limit 1)
              from business b where b.business_id is not null
            )
            select due.business_id, due.conversation_id from business b
            left join whatsapp_number n on n.business_id = b.business_id
            cross join lateral (
              select l.business_id, l.conversation_id from whatsapp_lane l
              where l.business_id = b.business_id and l.due_at <= $2 and l.leased_until <= now()
                and coalesce(n.paused_until, '-infinity') <= $2
              order by l.due_at limit $4 for update of l skip locked
            ) due
            limit $3""";

    private final Sends sends;
    private final MetaIds ids;
    private final SendRates rates;
    private final SendWaits waits;
    private final WhatsAppNumbers numbers;

    SendLanes(Sends sends, MetaIds ids, SendRates rates, SendWaits waits, WhatsAppNumbers numbers) {
        this.sends = sends;
        this.ids = ids;
        this.rates = rates;
        this.waits = waits;
        this.numbers = numbers;
    }

    /**
     * A lane's oldest message, whose turn it is.
     *
     * @param holder the lease's
     * @param attempts this one included
     * @param pickedNs {@link System#nanoTime} of the lease's beginning
     */
    record Task(
            UUID holder,
            UUID businessId,
            UUID conversationId,
            String messageId,
            Instant begun,
            int attempts,
            int silences,
            long pickedNs) {

        /** True when a call could last beyond the lease, so that another worker might make it, too. */
        boolean isLate() {
            return System.nanoTime() - pickedNs > LEASE.minus(GraphCalls.LIMIT).toNanos();
        }

        Ours ours() {
            return new Ours(conversationId, messageId);
        }
    }

    /** What was leased, and the business behind which the next round begins; null when this round saw the last one. */
    record Picked(List<Task> tasks, UUID lastBusiness) {}

    Picked pick(Tx tx, Instant now, UUID after, int limit) {
        tx.query("select set_config('plan_cache_mode', 'force_custom_plan', true)");
        UUID holder = UUID.randomUUID();
        List<Row> due = tx.list(DUE, after, utc(now), limit, OF_ONE_BUSINESS).stream()
                // PostgreSQL's order of ids; the rates' rows are locked in it
                .sorted(Comparator.comparing(row -> row.getUUID("business_id").toString()))
                .toList();
        List<Task> tasks = new ArrayList<>();
        for (Row row : due) {
            next(tx, now, holder, row.getUUID("business_id"), row.getUUID("conversation_id"))
                    .ifPresent(tasks::add);
        }
        return new Picked(tasks, due.size() == limit ? due.get(due.size() - 1).getUUID("business_id") : null);
    }

    /** The lane's next attempt; empty where it has to wait, or nothing is left in it. */
    private Optional<Task> next(Tx tx, Instant now, UUID holder, UUID businessId, UUID conversationId) {
        boolean numbered = tx.one("select 1 from whatsapp_number where business_id = $1", businessId)
                .isPresent();
        for (int given = 0; given < GIVEN_UP_AT_ONCE; given++) {
            Optional<Row> head = tx.one(
                    "select message_id, attempts, begun_at, silences, queued_at from whatsapp_send where business_id = $1"
                            + " and conversation_id = $2 and state = 'waiting' order by position limit 1",
                    businessId,
                    conversationId);
            if (head.isEmpty()) {
                free(tx, businessId, conversationId, now);
                return Optional.empty();
            }
            Row row = head.get();
            Ours ours = new Ours(conversationId, row.getString("message_id"));
            OffsetDateTime begun = row.getOffsetDateTime("begun_at");
            int silences = row.getInteger("silences");
            if (begun != null) {
                Instant until = waits.heardBy(begun.toInstant(), silences);
                if (now.isBefore(until)) {
                    free(tx, businessId, conversationId, until);
                    return Optional.empty();
                }
                silences++;
            }
            Instant queued = row.getOffsetDateTime("queued_at").toInstant();
            String hopeless = !numbered
                    ? "The business has no WhatsApp number any more"
                    : silences > 1
                            ? "WhatsApp did not say whether it took the message"
                            : now.isAfter(queued.plus(SendWaits.PATIENCE))
                                    ? "WhatsApp did not take the message within 24 hours"
                                    : null;
            if (hopeless != null) {
                sends.gaveUp(tx, now, businessId, ours, errors(hopeless), silences > 0);
                continue;
            }
            Optional<Duration> wait = rates.toChannel(tx, businessId, conversationId);
            if (wait.isPresent()) {
                free(tx, businessId, conversationId, now.plus(wait.get()));
                return Optional.empty();
            }
            return Optional.of(begin(tx, now, holder, businessId, ours, row.getInteger("attempts") + 1, silences));
        }
        free(tx, businessId, conversationId, now);
        return Optional.empty();
    }

    private static Task begin(Tx tx, Instant now, UUID holder, UUID businessId, Ours ours, int attempts, int silences) {
        tx.update(
                "update whatsapp_send set attempts = $3, silences = $4, begun_at = $5"
                        + " where business_id = $1 and message_id = $2",
                businessId,
                ours.messageId(),
                attempts,
                silences,
                utc(now));
        tx.update(
                "update whatsapp_lane set leased_by = $3, leased_until = now() + make_interval(secs => $4)"
                        + " where business_id = $1 and conversation_id = $2",
                businessId,
                ours.conversationId(),
                holder,
                (double) LEASE.toSeconds());
        return new Task(
                holder,
                businessId,
                ours.conversationId(),
                ours.messageId(),
                now,
                attempts,
                silences,
                System.nanoTime());
    }

    /** Takes an outcome in. @param putAt of the settings that the call used; null where there was none */
    void ended(Tx tx, Instant now, Task task, SendOutcome outcome, Instant putAt) {
        boolean holds = lock(tx, task);
        if (outcome instanceof SendOutcome.Taken taken) { // true whoever has the lane by now
            ids.lock(tx, task.businessId(), taken.metaId());
            sends.settled(tx, now, task.businessId(), task.ours(), taken.metaId());
        }
        if (!holds) {
            return;
        }
        // behind a silence a refusal may be that of a double (a reference is taken once): it is heard out like a
        // silence
        if (outcome instanceof SendOutcome.Refused refused && task.silences() == 0) {
            sends.gaveUp(tx, now, task.businessId(), task.ours(), refused.errors(), false);
        }
        Instant due = now;
        if (outcome instanceof SendOutcome.Later later) {
            due = now.plus(waits.again(task.attempts()));
            hadNoEffect(tx, task);
            if (later.wholeNumber()) {
                pause(tx, task.businessId(), due, putAt);
            }
        }
        if (putAt != null) {
            outcome.code().ifPresent(code -> numbers.refused(tx, now, task.businessId(), putAt, code));
        }
        free(tx, task.businessId(), task.conversationId(), due); // after silence the next pick sees how long to wait
    }

    private static void hadNoEffect(Tx tx, Task task) {
        tx.update(
                "update whatsapp_send set begun_at = null where business_id = $1 and message_id = $2 and state = 'waiting'",
                task.businessId(),
                task.messageId());
    }

    /** Unless the settings were put anew meanwhile: what the old token was refused for does not hold for the new one. */
    private static void pause(Tx tx, UUID businessId, Instant until, Instant putAt) {
        tx.update(
                "update whatsapp_number set paused_until = greatest(paused_until, $2)"
                        + " where business_id = $1 and put_at = $3",
                businessId,
                utc(until),
                putAt == null ? null : utc(putAt));
    }

    /** False when the lease ran out and somebody else has the lane, or it is gone; the lane is locked in any case. */
    private static boolean lock(Tx tx, Task task) {
        return tx.one(
                        "select leased_by from whatsapp_lane where business_id = $1 and conversation_id = $2 for update",
                        task.businessId(),
                        task.conversationId())
                .filter(row -> task.holder().equals(row.getUUID("leased_by")))
                .isPresent();
    }

    /** Under the lane's lock nobody is adding to it, so what is seen to be empty is. */
    private static void free(Tx tx, UUID businessId, UUID conversationId, Instant due) {
        int left = tx.update(
                """
                update whatsapp_lane set due_at = $3, leased_by = null, leased_until = '-infinity'
                where business_id = $1 and conversation_id = $2 and exists (select 1 from whatsapp_send
                  where business_id = $1 and conversation_id = $2 and state = 'waiting')""",
                businessId,
                conversationId,
                utc(due));
        if (left == 0) {
            tx.update(
                    "delete from whatsapp_lane where business_id = $1 and conversation_id = $2",
                    businessId,
                    conversationId);
        }
    }

    /** Ours, in the shape of Meta's; 131000 is Meta's "something went wrong". */
    static ArrayNode errors(String details) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        errors.addObject()
                .put("code", 131000)
                .put("title", "Something went wrong")
                .put("message", "Something went wrong")
                .putObject("error_data")
                .put("details", details);
        return errors;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
