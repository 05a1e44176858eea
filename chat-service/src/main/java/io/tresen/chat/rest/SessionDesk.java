package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffSessions;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Gives sessions their tokens, and has this replica refuse revoked ones at once; the others hear of it by their topic. */
@ApplicationScoped
class SessionDesk {

    /** Verifiers allow for clocks that differ, so that a token is remembered a little longer than it lives. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final StaffSessions sessions;
    private final Businesses businesses;
    private final TokenIssuer issuer;
    private final RevokedTokens revoked;

    SessionDesk(StaffSessions sessions, Businesses businesses, TokenIssuer issuer, RevokedTokens revoked) {
        this.sessions = sessions;
        this.businesses = businesses;
        this.issuer = issuer;
        this.revoked = revoked;
    }

    /** A token for the one who is signed in; {@code expires_in} in seconds. */
    public record SessionView(String token, long expiresIn, StaffView staff, Shop business) {}

    /** Where they work. */
    public record Shop(UUID businessId, String name, String handle, String country, String currency, String language) {}

    SessionView give(Tx tx, StaffSessions.Session session, StaffMember member) {
        Business business = businesses.get(tx, member.businessId());
        TokenIssuer.Issued issued = issuer.staff(business, member);
        sessions.given(tx, session, issued.id(), issued.expiresAt().plus(SKEW));
        return new SessionView(
                issued.token(),
                TokenIssuer.STAFF.toSeconds(),
                StaffView.of(member),
                new Shop(
                        business.id(),
                        business.name(),
                        business.handle(),
                        business.country(),
                        business.currency(),
                        business.language().code()));
    }

    void refuse(Tx tx, List<StaffSessions.Revoked> tokens) {
        tx.afterCommit(() -> tokens.forEach(token -> revoked.revoke(token.tokenId(), token.endsAt())));
    }
}
