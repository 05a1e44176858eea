package io.tresen.chat.whatsapp;

import io.tresen.chat.ChatRejection;
import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The businesses' numbers at Meta; one each. */
@ApplicationScoped
public class WhatsAppNumbers {

    static final String COLUMNS = "n.business_id, n.phone_number_id, n.waba_id, n.display_phone_number, n.access_token,"
            + " n.app_secret, n.catalog_id, n.order_details, n.put_at";

    /** The business's number. */
    Optional<WhatsAppNumber> find(Tx tx, UUID businessId) {
        return tx.one("select " + COLUMNS + " from whatsapp_number n where n.business_id = $1", businessId)
                .map(WhatsAppNumbers::number);
    }

    /** Those of these that are known here, by Meta's ids. */
    List<WhatsAppNumber> named(Tx tx, Collection<String> phoneNumberIds) {
        return tx
                .list(
                        "select " + COLUMNS + " from whatsapp_number n where n.phone_number_id = any($1::text[])",
                        (Object) phoneNumberIds.toArray(String[]::new))
                .stream()
                .map(WhatsAppNumbers::number)
                .toList();
    }

    /** True when some number's verify token has this hash. */
    boolean anyVerifiedBy(Tx tx, byte[] verifyHash) {
        return tx.one("select 1 from whatsapp_number where verify_hash = $1 limit 1", Buffer.buffer(verifyHash))
                .isPresent();
    }

    /**
     * How the channel is.
     *
     * @param pausedUntil null when it is not
     * @param refusedAt when Meta last refused a call; null for never
     * @param refusedCode Meta's code of that refusal
     * @param deliveredAt when Meta last delivered something that was signed by the app, to the minute; null for never
     */
    record Health(Instant pausedUntil, Instant refusedAt, Integer refusedCode, Instant deliveredAt) {}

    /** How the number's channel is; empty for no number. */
    Optional<Health> health(Tx tx, UUID businessId, Instant now) {
        return tx.one(
                        "select case when paused_until > $2::timestamptz then paused_until end as paused_until, refused_at, refused_code,"
                                + " delivered_at from whatsapp_number where business_id = $1",
                        businessId,
                        now.atOffset(ZoneOffset.UTC))
                .map(row -> new Health(
                        time(row, "paused_until"),
                        time(row, "refused_at"),
                        row.getInteger("refused_code"),
                        time(row, "delivered_at")));
    }

    /** Meta refused a call that was made with these settings; the same is noted once a minute. @param code Meta's */
    void refused(Tx tx, Instant now, UUID businessId, Instant putAt, int code) {
        tx.update(
                "update whatsapp_number set refused_at = $3::timestamptz, refused_code = $4 where business_id = $1 and put_at = $2"
                        + " and (refused_at is null or refused_code <> $4 or refused_at < $3::timestamptz - interval '1 minute')",
                businessId,
                putAt.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC),
                code);
    }

    /** Meta delivered something that these businesses' apps signed; noted once a minute. */
    void delivered(Tx tx, Instant now, Collection<UUID> businessIds) {
        tx.update(
                "update whatsapp_number set delivered_at = $2::timestamptz where business_id = any (array(select business_id"
                        + " from whatsapp_number where business_id = any($1::uuid[])"
                        + " and (delivered_at is null or delivered_at < $2::timestamptz - interval '1 minute')"
                        + " order by business_id for no key update skip locked))",
                (Object) businessIds.toArray(UUID[]::new),
                now.atOffset(ZoneOffset.UTC));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /**
     * Sets the business's number; what waits for it goes at once.
     *
     * @throws io.tresen.messaging.RejectedException number-taken
     */
    WhatsAppNumber put(Tx tx, Instant now, WhatsAppNumber number, byte[] verifyHash) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 13))", "number " + number.phoneNumberId());
        if (tx.one(
                        "select 1 from whatsapp_number where phone_number_id = $1 and business_id <> $2",
                        number.phoneNumberId(),
                        number.businessId())
                .isPresent()) {
            throw ChatRejection.NUMBER_TAKEN.exception();
        }
        Optional<WhatsAppNumber> before = find(tx, number.businessId());
        if (before.filter(it -> !it.phoneNumberId().equals(number.phoneNumberId()))
                .isPresent()) {
            forget(tx, number.businessId());
        }
        tx.update(
                """
                insert into whatsapp_number (business_id, phone_number_id, waba_id, display_phone_number, access_token,
                  app_secret, verify_hash, catalog_id, order_details, put_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (business_id) do update set phone_number_id = excluded.phone_number_id,
                  waba_id = excluded.waba_id, display_phone_number = excluded.display_phone_number,
                  access_token = excluded.access_token, app_secret = excluded.app_secret,
                  verify_hash = excluded.verify_hash, catalog_id = excluded.catalog_id,
                  order_details = excluded.order_details, paused_until = '-infinity', refused_at = null,
                  refused_code = null, delivered_at = null, put_at = excluded.put_at""",
                number.businessId(),
                number.phoneNumberId(),
                number.wabaId(),
                number.displayPhoneNumber(),
                number.keptToken(),
                number.keptSecret(),
                Buffer.buffer(verifyHash),
                number.catalogId(),
                number.orderDetails(),
                now.atOffset(ZoneOffset.UTC));
        return number;
    }

    /** Meta's 24 hours are a number's, and its user ids a portfolio's: none of what was known holds for another number. */
    private static void forget(Tx tx, UUID businessId) {
        tx.update(
                "update conversation set last_inbound_at = null where business_id = $1 and channel = 'whatsapp'",
                businessId);
        tx.update(
                "delete from channel_contact where business_id = $1 and channel = 'whatsapp' and kind = 'user'",
                businessId);
    }

    /** Takes it away; false when there was none. */
    boolean remove(Tx tx, UUID businessId) {
        return tx.update("delete from whatsapp_number where business_id = $1", businessId) > 0;
    }

    static WhatsAppNumber number(Row row) {
        return new WhatsAppNumber(
                row.getUUID("business_id"),
                row.getString("phone_number_id"),
                row.getString("waba_id"),
                row.getString("display_phone_number"),
                row.getString("access_token"),
                row.getString("app_secret"),
                row.getString("catalog_id"),
                row.getBoolean("order_details"),
                row.getOffsetDateTime("put_at").toInstant());
    }
}
