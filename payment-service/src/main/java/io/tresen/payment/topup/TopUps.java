package io.tresen.payment.topup;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.PaymentRows;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.tresen.payment.Refund;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Table top_up. Whoever changes a top-up locks its row first; {@link TopUpDues} has those that are to be looked at. */
@ApplicationScoped
public class TopUps {

    private static final double FIRST_LOOK_S = 1;
    private static final double WAITING_LOOK_S = 3;

    private final double leaseS;

    TopUps(@ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.leaseS = lease.toSeconds();
    }

    /** A top-up with its place in the order of their making. */
    public record Listed(TopUp topUp, long position) {}

    /** The top-up, locked until the transaction ends. */
    Optional<TopUp> lock(Tx tx, TopUpKey key) {
        return load(tx, key, " for update");
    }

    /** The top-up, for reading. */
    public Optional<TopUp> find(Tx tx, TopUpKey key) {
        return load(tx, key, "");
    }

    /** Whose page that is. */
    Optional<TopUpKey> ofPayToken(Tx tx, String payToken) {
        return tx.one("select business_id, top_up_id from top_up where pay_token = $1", payToken)
                .map(row -> new TopUpKey(row.getUUID("business_id"), row.getUUID("top_up_id")));
    }

    /** How many tries there are up to this one, from 1; each has a page of its own, on which the chain may be entered. */
    int tries(Tx tx, TopUp topUp) {
        if (topUp.retryOf() == null) {
            return 1;
        }
        return tx.one(
                        """
                        with recursive earlier (id, n) as (
                          select $2::uuid, 2
                          union all
                          select t.retry_of, e.n + 1 from earlier e join top_up t on t.business_id = $1 and t.top_up_id = e.id
                          where t.retry_of is not null and e.n < $3)
                        select max(n) as tries from earlier""",
                        topUp.businessId(),
                        topUp.retryOf(),
                        TopUpRules.MOST_TRIES)
                .orElseThrow()
                .getInteger("tries");
    }

    /** A wallet's, newest first. @param before a position; null for the newest */
    public List<Listed> list(Tx tx, UUID businessId, UUID shopperId, Long before, int limit) {
        return tx
                .list(
                        """
                        select * from top_up where business_id = $1 and shopper_id = $2
                          and ($3::bigint is null or position < $3) order by position desc limit $4""",
                        businessId,
                        shopperId,
                        before,
                        limit)
                .stream()
                .map(row -> new Listed(TopUpRows.topUp(row), row.getLong("position")))
                .toList();
    }

    /** Those of a wallet that somebody may care about: not ended, or begun since then; newest first. */
    public List<TopUp> recent(Tx tx, UUID businessId, UUID shopperId, Instant since, int limit) {
        return tx
                .list(
                        """
                        select * from top_up where business_id = $1 and shopper_id = $2
                          and (created_at > $3 or state in ('confirming', 'waiting', 'unknown', 'held'))
                          and not exists (select 1 from top_up n where n.business_id = $1 and n.shopper_id = $2
                            and n.retry_of = top_up.top_up_id)
                        order by position desc limit $4""",
                        businessId,
                        shopperId,
                        PaymentRows.time(since),
                        limit)
                .stream()
                .map(TopUpRows::topUp)
                .toList();
    }

    /** @param minor what was topped up since then, or still may be @param open how many may still be paid */
    record Counted(long minor, long open) {}

    /** What a wallet has of top-ups, locked against others that begin. @param now business time */
    Counted count(Tx tx, UUID businessId, UUID shopperId, String currency, Instant since, Instant now) {
        tx.one("select pg_advisory_xact_lock(hashtextextended($1, 11))", "top-ups of " + businessId + shopperId);
        return tx.one(
                        """
                        with counted as (
                          select amount_minor, state in ('open', 'failed') as open from top_up
                          where business_id = $1 and shopper_id = $2 and currency = $3 and created_at > $4
                            and (state in ('confirming', 'waiting', 'unknown', 'captured', 'held')
                              or state in ('open', 'failed') and withdrawn is null and pay_by > $5
                                and not exists (select 1 from top_up n where n.business_id = $1 and n.shopper_id = $2
                                  and n.retry_of = top_up.top_up_id)))
                        select coalesce(sum(amount_minor), 0)::bigint as minor, count(*) filter (where open) as open
                        from counted""",
                        businessId,
                        shopperId,
                        currency,
                        PaymentRows.time(since),
                        PaymentRows.time(now))
                .map(row -> new Counted(row.getLong("minor"), row.getLong("open")))
                .orElseThrow();
    }

    /** Stores a new one. @return false when there is one of this id */
    boolean insert(Tx tx, TopUp topUp) {
        int made = tx.update(
                """
                insert into top_up (business_id, top_up_id, shopper_id, amount_minor, currency, pay_token, retry_of, by_kind,
                  by_id, created_at, pay_by, state, claimed_at, due_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
                  case when $12 = 'confirming' then now() end, now() + $13 * interval '1 second') on conflict do nothing""",
                topUp.businessId(),
                topUp.id(),
                topUp.shopperId(),
                topUp.amount().amountMinor(),
                topUp.amount().currency(),
                topUp.payToken(),
                topUp.retryOf(),
                topUp.by().word(),
                topUp.by().id(),
                PaymentRows.time(topUp.createdAt()),
                PaymentRows.time(topUp.payBy()),
                PaymentRows.word(topUp.state()),
                lookIn(topUp));
        return made == 1;
    }

    /** Stores what changed of a locked one. */
    void save(Tx tx, TopUp before, TopUp after) {
        Refund refund = after.refund();
        boolean closing = after.state().isInFlight() && after.withdrawn() != null && before.withdrawn() == null;
        // before its charge's id is kept, whoever creates it has the lease
        boolean now = closing && after.providerRef() != null;
        tx.update(
                """
                update top_up set withdrawn = $3, state = $4, code = $5, redirect_url = $6, taken_minor = $7,
                  taken_currency = $8, late = $9, provider_ref = $10, attention_code = $11, attention_at = $12,
                  refund_n = $13, refund_state = $14, refund_ref = $15, refund_code = $16,
                  claimed_at = case when $4 = 'confirming' then coalesce(claimed_at, now()) else claimed_at end,
                  unknown_since = case when $4 = 'unknown' then coalesce(unknown_since, now()) end,
                  heard_at = case when state = $4 and refund_n = $13 then heard_at end,
                  refund_asked_at = case when refund_n = $13 then refund_asked_at end,
                  due_at = case when $17 then now() when $18 then due_at else now() + $19 * interval '1 second' end,
                  tries = case when $18 then tries else 0 end
                where business_id = $1 and top_up_id = $2""",
                after.businessId(),
                after.id(),
                after.withdrawn(),
                PaymentRows.word(after.state()),
                PaymentRows.code(after.state()),
                after.state() instanceof Waiting waiting ? waiting.redirectUrl() : null,
                after.state().taken() == null ? null : after.state().taken().amountMinor(),
                after.state().taken() == null ? null : after.state().taken().currency(),
                PaymentRows.late(after.state()),
                after.providerRef(),
                after.attention() == null ? null : after.attention().code(),
                after.attention() == null
                        ? null
                        : PaymentRows.time(after.attention().at()),
                refund == null ? 0 : refund.n(),
                refund == null ? null : refund.state().word(),
                refund == null ? null : refund.providerRef(),
                refund == null ? null : refund.code(),
                now,
                phase(before).equals(phase(after)),
                lookIn(after));
    }

    /** What the janitor's back-off counts in. */
    private static String phase(TopUp topUp) {
        Refund refund = topUp.refund();
        return PaymentRows.word(topUp.state())
                + (refund == null ? "" : refund.n() + refund.state().word());
    }

    /** Seconds until the janitor looks at it; null when there is nothing to find out or do. */
    private Double lookIn(TopUp topUp) {
        if (topUp.refund() != null) {
            return switch (topUp.refund().state()) {
                case REQUESTED -> 0.0;
                case UNKNOWN -> FIRST_LOOK_S;
                case PENDING -> WAITING_LOOK_S;
                case FAILED ->
                    TopUpRefundRules.pause(topUp)
                            .map(pause -> (double) pause.toSeconds())
                            .orElse(null);
                case WAITING, SUCCEEDED -> null;
            };
        }
        if (topUp.state() instanceof Confirming) {
            return leaseS;
        }
        if (topUp.state() instanceof Unknown) {
            return FIRST_LOOK_S;
        }
        return topUp.state() instanceof Waiting ? WAITING_LOOK_S : null;
    }

    /** Whether this key claimed the top-up's charge. @throws io.tresen.messaging.RejectedException 422 on another body */
    boolean isOfKey(Tx tx, TopUp topUp, PayKey key) {
        if (key == null) {
            return false;
        }
        Optional<Row> kept = tx.one(
                "select pay_body_hash from top_up where business_id = $1 and top_up_id = $2 and pay_key_hash = $3",
                topUp.businessId(),
                topUp.id(),
                Columns.buffer(key.keyHash()));
        if (kept.isPresent() && !Arrays.equals(Columns.bytes(kept.get(), "pay_body_hash"), key.bodyHash())) {
            throw PaymentRejection.PAY_KEY_REUSED.exception();
        }
        return kept.isPresent();
    }

    /** Keeps the key that claimed the charge; null is none. */
    void keep(Tx tx, TopUp topUp, PayKey key) {
        if (key != null) {
            tx.update(
                    "update top_up set pay_key_hash = $3, pay_body_hash = $4 where business_id = $1 and top_up_id = $2",
                    topUp.businessId(),
                    topUp.id(),
                    Columns.buffer(key.keyHash()),
                    Columns.buffer(key.bodyHash()));
        }
    }

    private static Optional<TopUp> load(Tx tx, TopUpKey key, String lock) {
        return tx.one(
                        "select * from top_up where business_id = $1 and top_up_id = $2" + lock,
                        key.businessId(),
                        key.topUpId())
                .map(TopUpRows::topUp);
    }
}
