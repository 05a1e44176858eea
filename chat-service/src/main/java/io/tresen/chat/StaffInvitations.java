package io.tresen.chat;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Invitations by link: each lets one person in, once, within seven days of business time. */
@ApplicationScoped
public class StaffInvitations {

    public static final Duration LIFE = Duration.ofDays(7);

    /** So many are open at a time. */
    static final int MOST_OPEN = 100;

    private static final String COLUMNS =
            "business_id, invitation_id, role, display_name, email, by_kind, by_id, invited_at, expires_at";

    /** @param expiresAt business time */
    public record Invitation(
            UUID businessId,
            UUID id,
            StaffMember.Role role,
            String displayName,
            String email,
            By by,
            Instant invitedAt,
            Instant expiresAt) {}

    /**
     * Keeps an invitation; of {@code token}, which the link holds, its hash alone. The business's row is locked before.
     *
     * @throws io.tresen.messaging.RejectedException too-many-invitations
     */
    public void add(Tx tx, Invitation invitation, String token) {
        StaffMembers.lockBusiness(tx, invitation.businessId());
        if (open(tx, invitation.invitedAt(), invitation.businessId()).size() >= MOST_OPEN) {
            throw ChatRejection.TOO_MANY_INVITATIONS.exception();
        }
        tx.update(
                "insert into staff_invitation (" + COLUMNS + ", email_key, token_hash)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                invitation.businessId(),
                invitation.id(),
                invitation.role().word(),
                invitation.displayName(),
                invitation.email(),
                invitation.by().word(),
                invitation.by().id(),
                Times.utc(invitation.invitedAt()),
                Times.utc(invitation.expiresAt()),
                Email.key(invitation.email()),
                Columns.buffer(SecretHash.of(token)));
    }

    /** Those that still let somebody in, the latest first. */
    public List<Invitation> open(Tx tx, Instant now, UUID businessId) {
        return tx
                .list(
                        "select " + COLUMNS + " from staff_invitation where business_id = $1 and accepted_at is null"
                                + " and expires_at > $2 order by invited_at desc limit $3",
                        businessId,
                        Times.utc(now),
                        MOST_OPEN)
                .stream()
                .map(StaffInvitations::invitation)
                .toList();
    }

    /**
     * Spends a link; empty when there is none, or it was used, is over, or was withdrawn. Led by the token's hash. The
     * business's row is locked before, as by whoever withdraws.
     */
    public Optional<Invitation> accept(Tx tx, Instant now, String token) {
        tx.one("select business_id from staff_invitation where token_hash = $1", Columns.buffer(SecretHash.of(token)))
                .ifPresent(row -> StaffMembers.lockBusiness(tx, row.getUUID("business_id")));
        return tx.one(
                        "update staff_invitation set accepted_at = $2 where token_hash = $1 and accepted_at is null"
                                + " and expires_at > $2 returning " + COLUMNS,
                        Columns.buffer(SecretHash.of(token)),
                        Times.utc(now))
                .map(StaffInvitations::invitation);
    }

    /** Withdraws one that nobody used; false when there is none. */
    public boolean withdraw(Tx tx, UUID businessId, UUID invitationId) {
        return tx.update(
                        "delete from staff_invitation where business_id = $1 and invitation_id = $2 and accepted_at is null",
                        businessId,
                        invitationId)
                == 1;
    }

    /** Withdraws what somebody has open. */
    public void withdrawAllBy(Tx tx, UUID businessId, UUID staffId) {
        tx.update(
                "delete from staff_invitation where business_id = $1 and by_kind = 'staff' and by_id = $2"
                        + " and accepted_at is null",
                businessId,
                staffId);
    }

    /** Forgets those that let nobody in any more. */
    public void forgetEnded(Tx tx, Instant now) {
        tx.update("delete from staff_invitation where expires_at < $1", Times.utc(now));
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getUUID("business_id"),
                row.getUUID("invitation_id"),
                StaffMember.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("display_name"),
                row.getString("email"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                Times.of(row, "invited_at"),
                Times.of(row, "expires_at"));
    }
}
