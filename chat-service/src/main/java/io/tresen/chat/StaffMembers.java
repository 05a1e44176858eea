package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The people of businesses. A removed one's row stays, since histories name it; the e-mail is free again. */
@ApplicationScoped
public class StaffMembers {

    /** So many people a business has at most. */
    static final int MOST = 100;

    private static final String COLUMNS = "business_id, staff_id, role, display_name, email, joined_at";

    private final StaffInvitations invitations;
    private final PasswordResets resets;

    StaffMembers(StaffInvitations invitations, PasswordResets resets) {
        this.invitations = invitations;
        this.resets = resets;
    }

    /** Who signs in with an e-mail: one person for each business that they work for. */
    public record Account(StaffMember member, String passwordHash) {}

    /**
     * Adds somebody. The business's row is locked before.
     *
     * @throws io.tresen.messaging.RejectedException email-taken, first-is-owner, too-many-staff
     */
    public void add(Tx tx, StaffMember member, String passwordHash) {
        lockBusiness(tx, member.businessId());
        if (all(tx, member.businessId()).size() >= MOST) {
            throw ChatRejection.TOO_MANY_STAFF.exception();
        }
        if (member.role() != StaffMember.Role.OWNER && owners(tx, member.businessId()) == 0) {
            throw ChatRejection.FIRST_IS_OWNER.exception();
        }
        int added = tx.update(
                "insert into staff (" + COLUMNS + ", email_key, password_hash) values ($1, $2, $3, $4, $5, $6, $7, $8)"
                        + " on conflict (business_id, email_key) where removed_at is null do nothing",
                member.businessId(),
                member.id(),
                member.role().word(),
                member.displayName(),
                member.email(),
                Times.utc(member.joinedAt()),
                Email.key(member.email()),
                passwordHash);
        if (added == 0) {
            throw ChatRejection.EMAIL_TAKEN.exception();
        }
    }

    /** Everybody, in the order in which they came. */
    public List<StaffMember> all(Tx tx, UUID businessId) {
        return tx
                .list(
                        "select " + COLUMNS + " from staff where business_id = $1 and removed_at is null"
                                + " order by joined_at, staff_id",
                        businessId)
                .stream()
                .map(StaffMembers::member)
                .toList();
    }

    /** Somebody who is there. */
    public Optional<StaffMember> find(Tx tx, UUID businessId, UUID staffId) {
        return tx.one(
                        "select " + COLUMNS
                                + " from staff where business_id = $1 and staff_id = $2 and removed_at is null",
                        businessId,
                        staffId)
                .map(StaffMembers::member);
    }

    /** As {@link #find}, and kept from being removed or changed until the transaction ends; lock it before a session. */
    public Optional<StaffMember> hold(Tx tx, UUID businessId, UUID staffId) {
        return tx.one(
                        "select " + COLUMNS
                                + " from staff where business_id = $1 and staff_id = $2 and removed_at is null"
                                + " for share",
                        businessId,
                        staffId)
                .map(StaffMembers::member);
    }

    /** True when somebody who is there has the e-mail. */
    public boolean hasEmail(Tx tx, UUID businessId, String email) {
        return tx.one(
                        "select 1 from staff where business_id = $1 and email_key = $2 and removed_at is null",
                        businessId,
                        Email.key(email))
                .isPresent();
    }

    /**
     * Who can sign in with an e-mail, the first one first: whoever opens shops under somebody else's address pushes nobody
     * aside. Led by the e-mail, since no tenant is known yet.
     *
     * @param handle of the business; null for any
     */
    public List<Account> accounts(Tx tx, String email, String handle, int limit) {
        return tx
                .list(
                        "select " + COLUMNS + ", password_hash from staff where email_key = $1 and removed_at is null"
                                + " and ($2::text is null or business_id = (select b.business_id from business b"
                                + " where b.handle = $2)) order by joined_at, staff_id limit $3",
                        Email.key(email),
                        handle,
                        limit)
                .stream()
                .map(row -> new Account(member(row), row.getString("password_hash")))
                .toList();
    }

    /** The hash that somebody's password is compared with. */
    public Optional<String> passwordHash(Tx tx, UUID businessId, UUID staffId) {
        return tx.one(
                        "select password_hash from staff where business_id = $1 and staff_id = $2 and removed_at is null",
                        businessId,
                        staffId)
                .map(row -> row.getString("password_hash"));
    }

    /** Replaces somebody's password; false when it is no longer the one of {@code oldHash}, or they are gone. */
    public boolean replacePassword(Tx tx, UUID businessId, UUID staffId, String oldHash, String passwordHash) {
        return tx.update(
                        "update staff set password_hash = $4 where business_id = $1 and staff_id = $2"
                                + " and password_hash = $3 and removed_at is null",
                        businessId,
                        staffId,
                        oldHash,
                        passwordHash)
                == 1;
    }

    /** True while somebody is an owner here, which stays so until the transaction ends. The business's row is locked before. */
    public boolean holdOwner(Tx tx, UUID businessId, UUID staffId) {
        lockBusiness(tx, businessId);
        return hold(tx, businessId, staffId)
                .filter(member -> member.role() == StaffMember.Role.OWNER)
                .isPresent();
    }

    /** Changes name and role, and withdraws the links that an agent made; empty when nobody has the id. @throws io.tresen.messaging.RejectedException last-owner */
    public Optional<StaffMember> change(
            Tx tx, UUID businessId, UUID staffId, String displayName, StaffMember.Role role) {
        lockBusiness(tx, businessId);
        return find(tx, businessId, staffId).map(before -> {
            StaffMember.Role next = role == null ? before.role() : role;
            if (next != StaffMember.Role.OWNER) {
                keepAnOwner(tx, before);
            }
            StaffMember changed = tx.one(
                            "update staff set display_name = $3, role = $4 where business_id = $1 and staff_id = $2"
                                    + " returning " + COLUMNS,
                            businessId,
                            staffId,
                            displayName == null ? before.displayName() : displayName,
                            next.word())
                    .map(StaffMembers::member)
                    .orElseThrow();
            if (next != StaffMember.Role.OWNER) {
                invitations.withdrawAllBy(tx, businessId, staffId);
                resets.withdrawAllBy(tx, businessId, staffId);
            }
            return changed;
        });
    }

    /** Removes somebody, and withdraws the links that they made; false when nobody has the id. @throws io.tresen.messaging.RejectedException last-owner */
    public boolean remove(Tx tx, Instant now, UUID businessId, UUID staffId) {
        lockBusiness(tx, businessId);
        Optional<StaffMember> found = find(tx, businessId, staffId);
        found.ifPresent(member -> {
            keepAnOwner(tx, member);
            tx.update(
                    "update staff set removed_at = $3 where business_id = $1 and staff_id = $2",
                    businessId,
                    staffId,
                    Times.utc(now));
            invitations.withdrawAllBy(tx, businessId, staffId);
            resets.withdrawAllBy(tx, businessId, staffId);
            tx.update(
                    "update conversation set assigned_to = null where business_id = $1 and assigned_to = $2",
                    businessId,
                    staffId);
        });
        return found.isPresent();
    }

    private static void keepAnOwner(Tx tx, StaffMember leaving) {
        if (leaving.role() == StaffMember.Role.OWNER && owners(tx, leaving.businessId()) == 1) {
            throw ChatRejection.LAST_OWNER.exception();
        }
    }

    private static long owners(Tx tx, UUID businessId) {
        return tx.one(
                        "select count(*) as n from staff where business_id = $1 and role = 'owner' and removed_at is null",
                        businessId)
                .orElseThrow()
                .getLong("n");
    }

    /** So that two owners can't remove each other at once; before anybody of it is held. */
    public static void lockBusiness(Tx tx, UUID businessId) {
        tx.one("select 1 from business where business_id = $1 for no key update", businessId);
    }

    private static StaffMember member(Row row) {
        return new StaffMember(
                row.getUUID("business_id"),
                row.getUUID("staff_id"),
                StaffMember.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("display_name"),
                row.getString("email"),
                Times.of(row, "joined_at"));
    }
}
