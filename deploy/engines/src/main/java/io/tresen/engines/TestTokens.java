package io.tresen.engines;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens as chat-service signs them (INTERFACE sections 2 and 3, DESIGN section 11), for tests of services that only
 * check them. {@link #business} and {@link #shopper} make good ones; {@link #with}, {@link #expired} and
 * {@link #signedByStranger} make others out of them.
 */
public final class TestTokens {

    private final Map<String, Object> claims;
    private final ECKey key;

    private TestTokens(Map<String, Object> claims, ECKey key) {
        this.claims = claims;
        this.key = key;
    }

    /** A business in Germany that sells in EUR; good for an hour. */
    public static TestTokens business(UUID businessId) {
        return business(businessId, "DE", "EUR");
    }

    /** @param country ISO 3166 alpha-2, @param currency ISO 4217 */
    public static TestTokens business(UUID businessId, String country, String currency) {
        return common(UUID.randomUUID().toString(), businessId, "business", country, currency, Duration.ofHours(1));
    }

    /** A person of a business in Germany that sells in EUR; {@code role}: owner or agent. */
    public static TestTokens staff(UUID businessId, UUID staffId, String role) {
        return business(businessId)
                .with("sub", staffId.toString())
                .with("groups", List.of(role.equals("agent") ? "agent" : "business"))
                .with("staff_role", role);
    }

    /** A shopper of a business in Germany that sells in EUR, in one conversation; good for 30 days. */
    public static TestTokens shopper(UUID businessId, UUID shopperId, UUID conversationId) {
        return common(shopperId.toString(), businessId, "shopper", "DE", "EUR", Duration.ofDays(30))
                .with("conversation_id", conversationId.toString());
    }

    /** The same token with another claim; {@code null} leaves the claim out. */
    public TestTokens with(String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new TestTokens(changed, key);
    }

    /** The same token, past its end by a minute. */
    public TestTokens expired() {
        Instant now = Instant.now();
        return with("iat", Date.from(now.minusSeconds(120))).with("exp", Date.from(now.minusSeconds(60)));
    }

    /** The same token, signed with a key that nobody published. */
    public TestTokens signedByStranger() {
        return new TestTokens(claims, TestKeys.generate());
    }

    /** The token's id, which a revocation names. */
    public String jti() {
        return (String) claims.get("jti");
    }

    /** The signed token, as it stands behind {@code Authorization: Bearer }. */
    public String mint() {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (value != null) {
                set.claim(name, value);
            }
        });
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), set.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new EngineFailure("could not sign a token", e);
        }
        return token.serialize();
    }

    private static TestTokens common(
            String subject, UUID businessId, String group, String country, String currency, Duration life) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "tresen-chat");
        claims.put("aud", "tresen");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sub", subject);
        claims.put("business_id", businessId.toString());
        claims.put("groups", List.of(group));
        claims.put("country", country);
        claims.put("currency", currency);
        claims.put("iat", Date.from(now));
        claims.put("exp", Date.from(now.plus(life)));
        return new TestTokens(claims, TestKeys.read(Engines.ofThisJvm().signingKey()));
    }
}
