package io.tresen.chat;

import io.tresen.chat.assistant.Address;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Shoppers. What others know of them is published by {@link #changed}; lock a conversation before its shopper. */
@ApplicationScoped
public class Shoppers {

    private static final String COLUMNS = "business_id, shopper_id, wa_id, display_name, address::text as address,"
            + " terms_version, marketing_allowed, latest_conversation_id, version";

    private final Texts texts;

    Shoppers(Texts texts) {
        this.texts = texts;
    }

    /** A new shopper. */
    public void add(Tx tx, Instant now, UUID businessId, UUID shopperId) {
        tx.update(
                "insert into shopper (business_id, shopper_id, created_at) values ($1, $2, $3)",
                businessId,
                shopperId,
                Times.utc(now));
    }

    /** The merchant's own. */
    void test(Tx tx, UUID businessId, UUID shopperId) {
        set(tx, "test = true", businessId, shopperId);
    }

    public Optional<Shopper> find(Tx tx, UUID businessId, UUID shopperId) {
        return ask(tx, businessId, shopperId).get();
    }

    /** As {@link #find}: asked at once, together with what is sent next, and looked at when it is needed. */
    Supplier<Optional<Shopper>> ask(Tx tx, UUID businessId, UUID shopperId) {
        Asked asked = tx.ask(
                "select " + COLUMNS + " from shopper where business_id = $1 and shopper_id = $2",
                businessId,
                shopperId);
        return () -> asked.one().map(this::shopper);
    }

    /** Locks the shopper against further conversations; answers how many there are. */
    int lockAndCount(Tx tx, UUID businessId, UUID shopperId) {
        tx.query("select 1 from shopper where business_id = $1 and shopper_id = $2 for update", businessId, shopperId);
        return tx.one(
                        "select count(*) as n from conversation where business_id = $1 and shopper_id = $2",
                        businessId,
                        shopperId)
                .orElseThrow()
                .getInteger("n");
    }

    /** Whom a sender means: by wa_id or verified phone number, written with or without +, blanks and dashes, or by id. */
    Optional<UUID> addressedBy(Tx tx, UUID businessId, String to) {
        UUID id = Ids.parse(to);
        String digits = to.replaceAll("[+ ()./-]", "");
        return tx.one(
                        "select shopper_id from shopper where business_id = $1 and (shopper_id = $2 or wa_id = $3"
                                + " or phone = $3) order by (shopper_id = $2) is true desc, (wa_id = $3) is true desc limit 1",
                        businessId,
                        id,
                        id == null ? digits : null)
                .map(row -> row.getUUID("shopper_id"));
    }

    /** Whose wa_id or verified phone number it is, in digits alone; a wa_id goes before. */
    Optional<Shopper> numbered(Tx tx, UUID businessId, String digits) {
        return tx.one(
                        "select " + COLUMNS + " from shopper where business_id = $1 and (wa_id = $2 or phone = $2)"
                                + " order by (wa_id = $2) desc limit 1",
                        businessId,
                        digits)
                .map(this::shopper);
    }

    /**
     * The shopper has this number from now on, in digits alone, or none for null. Whoever says so has made sure of it: what is
     * sent to the number goes to this shopper.
     *
     * @return false when it was so before
     * @throws io.tresen.messaging.RejectedException phone-taken when another shopper of the business has it
     */
    boolean havePhone(Tx tx, UUID businessId, UUID shopperId, String digits) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "phones of " + businessId);
        if (tx.one(
                        "select 1 from shopper where business_id = $1 and phone = $2 and shopper_id <> $3",
                        businessId,
                        digits,
                        shopperId)
                .isPresent()) {
            throw ChatRejection.PHONE_TAKEN.exception();
        }
        return tx.update(
                        "update shopper set phone = $3 where business_id = $1 and shopper_id = $2"
                                + " and phone is distinct from $3",
                        businessId,
                        shopperId,
                        digits)
                > 0;
    }

    /** Keeps a phone number that was verified, in digits alone, or none for null; whoever had it before has it no more. */
    public void keepPhone(Tx tx, UUID businessId, UUID shopperId, String phone) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "phones of " + businessId);
        tx.update(
                "update shopper set phone = null where business_id = $1 and phone = $2 and shopper_id <> $3",
                businessId,
                phone,
                shopperId);
        set(tx, "phone = $3", businessId, shopperId, phone);
    }

    public void rename(Tx tx, UUID businessId, UUID shopperId, String displayName) {
        set(tx, "display_name = $3", businessId, shopperId, displayName);
    }

    public void keepAddress(Tx tx, UUID businessId, UUID shopperId, Address address) {
        set(tx, "address = $3::text::jsonb", businessId, shopperId, texts.write(address));
    }

    /** Forgets the address on file; order-service would not take it. */
    public void forgetAddress(Tx tx, UUID businessId, UUID shopperId) {
        set(tx, "address = $3::text::jsonb", businessId, shopperId, null);
    }

    /** Accepts a version of the terms; null takes consent back. */
    public void consent(Tx tx, Instant now, UUID businessId, UUID shopperId, Integer termsVersion) {
        set(tx, "terms_version = $3, consented_at = $4", businessId, shopperId, termsVersion, Times.utc(now));
    }

    public void allowMarketing(Tx tx, UUID businessId, UUID shopperId, boolean allowed) {
        set(tx, "marketing_allowed = $3", businessId, shopperId, allowed);
    }

    public void lastWroteIn(Tx tx, UUID businessId, UUID shopperId, UUID conversationId) {
        set(tx, "latest_conversation_id = $3", businessId, shopperId, conversationId);
    }

    /** The next version of the snapshot, to be published in this transaction. */
    public ChatEvent.ShopperChanged changed(Tx tx, UUID businessId, UUID shopperId) {
        Shopper shopper = tx.one(
                        "update shopper set version = version + 1 where business_id = $1 and shopper_id = $2 returning "
                                + COLUMNS,
                        businessId,
                        shopperId)
                .map(this::shopper)
                .orElseThrow();
        List<UUID> conversations = tx
                .list(
                        "select conversation_id from conversation where business_id = $1 and shopper_id = $2"
                                + " order by created_at, conversation_id",
                        businessId,
                        shopperId)
                .stream()
                .map(row -> row.getUUID("conversation_id"))
                .toList();
        return new ChatEvent.ShopperChanged(shopper, conversations);
    }

    private static void set(Tx tx, String assignments, Object... parameters) {
        tx.update("update shopper set " + assignments + " where business_id = $1 and shopper_id = $2", parameters);
    }

    private Shopper shopper(Row row) {
        return new Shopper(
                row.getUUID("business_id"),
                row.getUUID("shopper_id"),
                row.getString("wa_id"),
                row.getString("display_name"),
                texts.read(row.getString("address"), Address.class),
                row.getInteger("terms_version"),
                row.getBoolean("marketing_allowed"),
                row.getUUID("latest_conversation_id"),
                row.getLong("version"));
    }
}
