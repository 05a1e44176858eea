package io.tresen.notification;

import static io.tresen.notification.Times.instant;
import static io.tresen.notification.Times.utc;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.notification.NoticeEvent.Notice;
import io.tresen.notification.NoticeRules.Answer;
import io.tresen.notification.NoticeRules.Outcome;
import io.tresen.notification.kafka.PublicEvents;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Notices: what the chat is asked to tell, what was stopped before, and what the chat answered. */
@ApplicationScoped
public class Notices {

    /** Who was told lately. @param oldest when the first of them was; null when nobody was */
    record Told(long count, Instant oldest) {}

    private final Outbox outbox;
    private final WaveRows waves;

    Notices(Outbox outbox, WaveRows waves) {
        this.outbox = outbox;
        this.waves = waves;
    }

    /** Writes a step's notices down and publishes them. The wave's and the subscriptions' rows are locked already. */
    void add(Tx tx, UUID businessId, UUID productId, WaveStep step, Instant now) {
        List<NoticeEvent> events = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (Candidate candidate : step.told()) {
            Notice notice = notice(businessId, productId, candidate);
            events.add(new NoticeEvent.Requested(notice, now));
            rows.add(row(notice, candidate, NoticeState.WAITING, null, now));
        }
        for (Suppression suppression : step.suppressed()) {
            if (suppression.written()) {
                Notice notice = notice(businessId, productId, suppression.candidate());
                events.add(new NoticeEvent.Suppressed(notice, suppression.reason(), now));
                rows.add(row(notice, suppression.candidate(), NoticeState.SUPPRESSED, suppression.reason(), now));
            }
        }
        tx.batch(
                """
                insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id, conversation_id,
                  shopper_id, state, reason, requested_at, at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                rows);
        outbox.add(tx, events.stream().map(PublicEvents::of).toList());
    }

    /** Who was told of a product after {@code since}, or is about to be. */
    Told told(Tx tx, UUID businessId, UUID productId, Instant since) {
        return tx.one(
                        """
                        select count(*) as told, min(requested_at) as oldest from notice
                        where business_id = $1 and product_id = $2 and state in ('waiting', 'sent')
                          and requested_at > $3""",
                        businessId,
                        productId,
                        utc(since))
                .map(row -> new Told(row.getLong("told"), instant(row, "oldest")))
                .orElseThrow();
    }

    /** The id is derived, so that whoever repeats a step makes the same notice. */
    static Notice notice(UUID businessId, UUID productId, Candidate candidate) {
        UUID id = Ids.v5(candidate.subscriptionId(), "notice:" + (candidate.notices() + 1));
        return new Notice(
                id, businessId, candidate.conversationId(), candidate.shopperId(), productId, candidate.retailerId());
    }

    private static Object[] row(Notice notice, Candidate candidate, NoticeState state, String reason, Instant now) {
        return new Object[] {
            notice.businessId(),
            notice.noticeId(),
            candidate.subscriptionId(),
            notice.productId(),
            notice.retailerId(),
            notice.conversationId(),
            notice.shopperId(),
            word(state),
            reason,
            state == NoticeState.SUPPRESSED ? null : utc(now),
            utc(now)
        };
    }

    /** The chat has told the shopper: the subscription ends. @param at business time of the message */
    public void sent(Tx tx, UUID businessId, UUID noticeId, Instant at) {
        Row notice = lock(tx, businessId, noticeId);
        if (outcome(notice, Answer.SENT) == Outcome.ACT) {
            answered(tx, businessId, noticeId, NoticeState.SENT, null, at);
            tx.update(
                    """
                    update subscription set state = 'told', ended_at = $3
                    where business_id = $1 and subscription_id = $2 and state = 'requested'""",
                    businessId,
                    notice.getUUID("subscription_id"),
                    utc(at));
        }
    }

    /**
     * The chat did not tell. Whoever may be told later keeps the place; the room goes to the next in line at once.
     *
     * @param reason the chat's word, such as {@code opted-out}
     * @param now business time
     */
    public void refused(Tx tx, UUID businessId, UUID noticeId, String reason, Instant now) {
        UUID productId = find(tx, businessId, noticeId, "").getUUID("product_id");
        WaveRows.Wave wave = waves.lock(tx, businessId, productId); // before the notice, as a step does
        Row notice = lock(tx, businessId, noticeId);
        if (outcome(notice, Answer.REFUSED) == Outcome.ACT) {
            answered(tx, businessId, noticeId, NoticeState.SUPPRESSED, reason, now);
            UUID subscriptionId = notice.getUUID("subscription_id");
            if (NoticeRules.staysAfter(reason)) {
                backInLine(tx, businessId, subscriptionId, reason, now);
            } else {
                tx.update(
                        """
                        update subscription set state = 'ended', ended_because = 'refused', ended_at = $3
                        where business_id = $1 and subscription_id = $2 and state = 'requested'""",
                        businessId,
                        subscriptionId,
                        utc(now));
            }
            waves.save(tx, wave, wave.seen(), now);
        }
    }

    private static void backInLine(Tx tx, UUID businessId, UUID subscriptionId, String reason, Instant now) {
        tx.update(
                """
                update subscription set state = 'waiting', not_before = $4, noted_reason = $3, noted_at = $5
                where business_id = $1 and subscription_id = $2 and state = 'requested'""",
                businessId,
                subscriptionId,
                reason,
                utc(now.plus(WaveRules.INTERVAL)),
                utc(now));
    }

    /**
     * What the chat had sent did not arrive. The place in line is the shopper's again after {@link WaveRules#QUIET}, a few times;
     * not where they were told in another conversation since, or wished anew, nor of a removed product. The room goes to the next
     * in line at once.
     *
     * @param now business time
     */
    public void failed(Tx tx, UUID businessId, UUID noticeId, Instant now) {
        UUID productId = find(tx, businessId, noticeId, "").getUUID("product_id");
        WaveRows.Wave wave = waves.lock(tx, businessId, productId); // before the notice, as a step does
        Row notice = lock(tx, businessId, noticeId);
        if (outcome(notice, Answer.FAILED) == Outcome.ACT) {
            answered(tx, businessId, noticeId, NoticeState.SUPPRESSED, NoticeRules.UNDELIVERED, now);
            UUID subscriptionId = notice.getUUID("subscription_id");
            if (!onceMore(tx, businessId, subscriptionId, noticeId, now)) {
                tx.update(
                        """
                        update subscription set state = 'ended', ended_because = 'refused', ended_at = $3
                        where business_id = $1 and subscription_id = $2 and state in ('requested', 'told')""",
                        businessId,
                        subscriptionId,
                        utc(now));
            }
            waves.save(tx, wave, wave.seen(), now);
        }
    }

    /** @return false where the subscription is not to be told again */
    private static boolean onceMore(Tx tx, UUID businessId, UUID subscriptionId, UUID noticeId, Instant now) {
        return tx.update(
                        """
                        update subscription s set state = 'waiting', undelivered = undelivered + 1, not_before = $5,
                          noted_reason = $6, noted_at = $4, ended_at = null
                        where s.business_id = $1 and s.subscription_id = $2 and s.state in ('requested', 'told')
                          and s.undelivered + 1 < $7
                          and not exists (select 1 from subscription o where o.business_id = $1
                            and o.product_id = s.product_id and o.conversation_id = s.conversation_id
                            and o.subscription_id <> $2 and o.state in ('waiting', 'requested'))
                          and not exists (select 1 from product_copy p where p.business_id = $1
                            and p.product_id = s.product_id and p.removed)
                          and not exists (select 1 from notice n join notice f on f.business_id = $1 and f.notice_id = $3
                            where n.business_id = $1 and n.shopper_id = s.shopper_id and n.product_id = s.product_id
                            and n.state in ('waiting', 'sent') and n.requested_at >= f.requested_at)""",
                        businessId,
                        subscriptionId,
                        noticeId,
                        utc(now),
                        utc(now.plus(WaveRules.QUIET)),
                        NoticeRules.UNDELIVERED,
                        NoticeRules.MOST_TRIES)
                == 1;
    }

    private static void answered(Tx tx, UUID businessId, UUID noticeId, NoticeState state, String reason, Instant at) {
        tx.update(
                "update notice set state = $3, reason = $4, at = $5 where business_id = $1 and notice_id = $2",
                businessId,
                noticeId,
                word(state),
                reason,
                utc(at));
    }

    private static Row lock(Tx tx, UUID businessId, UUID noticeId) {
        return find(tx, businessId, noticeId, " for update");
    }

    private static Row find(Tx tx, UUID businessId, UUID noticeId, String lock) {
        return tx.one(
                        "select subscription_id, product_id, state from notice where business_id = $1 and notice_id = $2"
                                + lock,
                        businessId,
                        noticeId)
                .orElseThrow(() -> new RecordFault("unknown-notice", "there is no notice " + noticeId));
    }

    private static Outcome outcome(Row notice, Answer answer) {
        NoticeState state = NoticeState.valueOf(notice.getString("state").toUpperCase(Locale.ROOT));
        Outcome outcome = NoticeRules.answered(state, answer);
        if (outcome == Outcome.IMPOSSIBLE) {
            throw new RecordFault("impossible-transition", "a " + word(state) + " notice was answered " + answer);
        }
        return outcome;
    }

    private static String word(NoticeState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
