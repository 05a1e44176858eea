package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Numbers of businesses. A number's row is locked before its code is touched. */
@ApplicationScoped
public class ContactNumbers {

    public Optional<ContactNumber> find(Tx tx, UUID businessId) {
        return read(tx, businessId, "");
    }

    /** Whether its code was given. */
    public boolean isVerified(Tx tx, UUID businessId) {
        return find(tx, businessId).filter(it -> it.verifiedAt() != null).isPresent();
    }

    /** With its row locked, as long as the transaction lasts. */
    public Optional<ContactNumber> lock(Tx tx, UUID businessId) {
        return read(tx, businessId, " for update");
    }

    private static Optional<ContactNumber> read(Tx tx, UUID businessId, String lock) {
        return tx.one("select phone, verified_at from contact_number where business_id = $1" + lock, businessId)
                .map(row -> new ContactNumber(row.getString("phone"), Times.of(row, "verified_at")));
    }

    /** Sets it. Another one than before is not verified, and the code that was sent to the old one opens nothing. */
    public ContactNumber put(Tx tx, Instant now, UUID businessId, String phone) {
        Optional<ContactNumber> before = lock(tx, businessId);
        if (before.isPresent() && before.get().phone().equals(phone)) {
            return before.get();
        }
        remove(tx, businessId);
        tx.update(
                "insert into contact_number (business_id, phone, put_at) values ($1, $2, $3)"
                        + " on conflict (business_id) do update set phone = excluded.phone, put_at = excluded.put_at,"
                        + " verified_at = null",
                businessId,
                phone,
                Times.utc(now));
        return new ContactNumber(phone, null);
    }

    /** Forgets it and its code; false when there was none. */
    public boolean remove(Tx tx, UUID businessId) {
        return tx.update("delete from contact_number where business_id = $1", businessId) > 0;
    }

    /** Whoever has the number gave its code. */
    public ContactNumber verified(Tx tx, Instant now, UUID businessId) {
        return tx.one(
                        "update contact_number set verified_at = $2 where business_id = $1 returning phone",
                        businessId,
                        Times.utc(now))
                .map(row -> new ContactNumber(row.getString("phone"), now))
                .orElseThrow();
    }
}
