package io.tresen.messaging.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.seal.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Verifies chat-service's tokens offline (DESIGN 11): ES256, kid, iss, aud, exp by the wall clock, jti not revoked. */
@ApplicationScoped
public class Tokens {

    /** Clocks of two machines may differ by this. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final String ISSUER = "tresen-chat";
    private static final String AUDIENCE = "tresen";

    /** A business's agents have a group of their own: a service that knows no agents takes none of them for the business. */
    private static final String AGENT = "agent";

    /** Callers of a busy replica within minutes. */
    private static final int HELD = 2_000;

    private final Optional<KeyFile> keys;
    private final RevokedTokens revoked;
    private final Clock wallClock;
    private final HeldSignatures held = new HeldSignatures(HELD);

    @Inject
    Tokens(@ConfigProperty(name = "tresen.jwks.location") Optional<String> location, RevokedTokens revoked) {
        this(location.map(KeyFile::new), revoked, Clock.systemUTC());
    }

    Tokens(Optional<KeyFile> keys, RevokedTokens revoked, Clock wallClock) {
        this.keys = keys;
        this.revoked = revoked;
        this.wallClock = wallClock;
    }

    /** The token's claims. @throws RejectedException 401 when it does not hold, 503 when there are no keys to check it */
    public Token verify(String jwt) {
        return verify(jwt, Duration.ZERO);
    }

    /** As {@link #verify(String)}, but takes a token that expired less than {@code grace} ago: for its renewal. */
    public Token verify(String jwt, Duration grace) {
        return checked(jwt, claims -> claims(claims, grace));
    }

    /**
     * What a ticket says: a JWT that opens one page of ours to a shopper, and because of its audience nothing else.
     *
     * @param audience the page's; never {@code tresen}, which is the endpoints'
     * @throws RejectedException 401 when it does not hold, 503 when there are no keys to check it
     */
    public Ticket ticket(String jwt, String audience) {
        return checked(jwt, claims -> {
            Instant end = inForce(claims, audience, Duration.ZERO);
            return new Ticket(
                    id(claims.getSubject()),
                    id(claims.getStringClaim("business_id")),
                    claims.getStringClaim("currency"),
                    id(claims.getStringClaim("conversation_id")),
                    end);
        });
    }

    /** Reads claims whose signature held. */
    private interface Reading<T> {
        T read(JWTClaimsSet claims) throws ParseException;
    }

    private <T> T checked(String jwt, Reading<T> reading) {
        try {
            return reading.read(claimsOf(jwt));
        } catch (RejectedException | UncheckedIOException e) {
            throw e;
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw refusal("The token can't be read");
        }
    }

    /** The claims of a token whose signature holds. */
    private JWTClaimsSet claimsOf(String jwt) throws ParseException, JOSEException {
        Optional<HeldSignatures.Held> known = held.of(jwt);
        if (known.isPresent() && isStill(known.get().key())) {
            return known.get().claims();
        }
        SignedJWT signed = SignedJWT.parse(jwt);
        require(JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm()), "The token is not signed with ES256");
        ECKey key = key(signed.getHeader().getKeyID());
        require(signed.verify(new ECDSAVerifier(key)), "The token's signature is wrong");
        JWTClaimsSet claims = signed.getJWTClaimsSet();
        held.keep(jwt, key, claims);
        return claims;
    }

    /** Whether a key is still in the file; it leaves once it was replaced (DESIGN 11). */
    private boolean isStill(ECKey before) {
        ECKey now = key(before.getKeyID());
        return now == before || now.equals(before);
    }

    private ECKey key(String kid) {
        KeyFile file = keys.orElseThrow(() -> Problem.unavailable().exception());
        JWK key = file.key(kid).orElseThrow(() -> refusal("The token's key is not known"));
        require(key instanceof ECKey, "The token's key is not known");
        return (ECKey) key;
    }

    /** Refuses claims of another issuer or audience, out of their time, or revoked. @return their end */
    private Instant inForce(JWTClaimsSet claims, String audience, Duration grace) {
        require(ISSUER.equals(claims.getIssuer()), "The token is of another issuer");
        require(claims.getAudience().contains(audience), "The token is for another audience");
        Instant now = wallClock.instant();
        require(claims.getExpirationTime() != null, "The token has no end");
        Instant end = claims.getExpirationTime().toInstant();
        require(now.isBefore(end.plus(SKEW).plus(grace)), "The token has expired");
        require(
                claims.getNotBeforeTime() == null
                        || !now.isBefore(claims.getNotBeforeTime().toInstant().minus(SKEW)),
                "The token is not valid yet");
        require(!revoked.isRevoked(id(claims.getJWTID())), "The token was revoked");
        return end;
    }

    private Token claims(JWTClaimsSet claims, Duration grace) throws ParseException {
        Instant end = inForce(claims, AUDIENCE, grace);
        String group = group(claims.getStringListClaim("groups"));
        Role role = role(group);
        String conversation = claims.getStringClaim("conversation_id");
        return new Token(
                role,
                id(claims.getSubject()),
                id(claims.getStringClaim("business_id")),
                role == Role.SHOPPER ? id(conversation) : null,
                claims.getStringClaim("country"),
                claims.getStringClaim("currency"),
                id(claims.getJWTID()),
                end,
                staffRole(role, group, claims.getStringClaim("staff_role")));
    }

    /** A word that this service does not know might stand for less than it would grant. */
    private static StaffRole staffRole(Role role, String group, String word) {
        StaffRole found = word == null ? null : Fields.wordOf(word, StaffRole.class);
        require(word == null || role == Role.BUSINESS && found != null, "The token names no kind of staff");
        require(AGENT.equals(group) == (found == StaffRole.AGENT), "The token names two kinds of caller");
        return found;
    }

    private static String group(List<String> groups) {
        require(groups != null && groups.size() == 1, "The token names no kind of caller");
        return groups.get(0);
    }

    private static Role role(String group) {
        if (AGENT.equals(group)) {
            return Role.BUSINESS;
        }
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(group)) {
                return role;
            }
        }
        throw refusal("The token names no kind of caller");
    }

    private static UUID id(String text) {
        UUID id = Ids.parse(text);
        require(id != null, "The token lacks an id");
        return id;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refusal(otherwise);
        }
    }

    private static RejectedException refusal(String detail) {
        return Problem.unauthorized(true, detail).exception();
    }
}
