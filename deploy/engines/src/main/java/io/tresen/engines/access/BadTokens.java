package io.tresen.engines.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Tokens that open nothing, each one step away from a good one; by the name of what is wrong with them. */
final class BadTokens {

    private static final String OTHER_PAGE = "tresen-somewhere-else";

    private BadTokens() {}

    /** What must not be taken for the good token or ticket, whose audience is given; all but the revoked one. */
    static Map<String, String> of(String good, String audience) {
        ECKey ours = ours();
        JWTClaimsSet claims = claims(good);
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("garbage", "eyJ.garbage.x");
        bad.put(
                "expired",
                signed(
                        claims,
                        ours,
                        c -> c.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        bad.put("forged under our kid", signed(claims, stranger(ours.getKeyID()), c -> c));
        bad.put(
                "signed by a stranger",
                signed(claims, stranger(UUID.randomUUID().toString()), c -> c));
        bad.put("unsigned", new PlainJWT(claims).serialize());
        bad.put("HS256 with the public key", symmetric(claims, ours));
        bad.put("another issuer", signed(claims, ours, c -> c.issuer("tresen-other")));
        bad.put("no issuer", signed(claims, ours, c -> c.issuer(null)));
        bad.put("another audience", signed(claims, ours, c -> c.audience(OTHER_PAGE)));
        bad.put(
                "the other kind",
                signed(claims, ours, c -> c.audience(audience.equals("tresen") ? "tresen-wallet" : "tresen")));
        bad.put("changed by a letter", good.substring(0, good.length() - 6) + "AAAAAA");
        return bad;
    }

    /** The good token under another id, which is what a revocation names. */
    static String copyOf(String good, UUID jti) {
        return signed(claims(good), ours(), c -> c.jwtID(jti.toString()));
    }

    private static String signed(JWTClaimsSet claims, ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(
                    change.apply(new JWTClaimsSet.Builder(claims)).build(),
                    JWSAlgorithm.ES256,
                    key.getKeyID(),
                    new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new EngineFailure("could not sign a token", e);
        }
    }

    /** Whoever takes the algorithm from the token checks this one with what everybody knows. */
    private static String symmetric(JWTClaimsSet claims, ECKey ours) {
        try {
            return signed(
                    claims,
                    JWSAlgorithm.HS256,
                    ours.getKeyID(),
                    new MACSigner(ours.toPublicJWK().toJSONString().getBytes()));
        } catch (JOSEException e) {
            throw new EngineFailure("could not sign a token", e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JWSSigner signer)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static ECKey stranger(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new EngineFailure("no key", e);
        }
    }

    private static ECKey ours() {
        try {
            return ECKey.parse(Files.readString(Engines.ofThisJvm().signingKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new EngineFailure("no signing key", e);
        }
    }

    private static JWTClaimsSet claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new EngineFailure("no token", e);
        }
    }
}
