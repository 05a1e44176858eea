package io.tresen.messaging.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens as chat-service makes them, by a key of the test's own that the service under test reads from its JWKS file. */
final class EdgeTokens {

    private static ECKey key;

    private EdgeTokens() {}

    /** Before the first token. */
    static void makeKey() throws JOSEException, IOException {
        key = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
        Files.writeString(Path.of("target/test-jwks.json"), new JWKSet(key).toString(true));
    }

    /** One that holds for ten minutes. @param role {@code business} or {@code shopper} */
    static String of(String role, UUID business, UUID id) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("tresen-chat")
                .audience("tresen")
                .subject(UUID.randomUUID().toString())
                .jwtID(id.toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("business_id", business.toString())
                .claim("conversation_id", UUID.randomUUID().toString())
                .claim("groups", List.of(role))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("chat-1").build(), claims);
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
