package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MintingTokensIT {

    private final UUID business = UUID.randomUUID();
    private final UUID shopper = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    @Test
    void a_business_token_has_the_claims_of_the_interface_and_a_published_key() throws Exception {
        TestTokens token = TestTokens.business(business, "IN", "INR");

        JWTClaimsSet claims = claims(token);
        assertTrue(verifies(token));
        assertEquals("tresen-chat", claims.getIssuer());
        assertEquals(List.of("tresen"), claims.getAudience());
        assertEquals(token.jti(), claims.getJWTID());
        assertEquals(business.toString(), claims.getStringClaim("business_id"));
        assertEquals(List.of("business"), claims.getStringListClaim("groups"));
        assertEquals("IN", claims.getStringClaim("country"));
        assertEquals("INR", claims.getStringClaim("currency"));
        assertTrue(claims.getExpirationTime().after(new Date()));
    }

    @Test
    void a_shopper_token_names_shopper_and_conversation() throws Exception {
        JWTClaimsSet claims = claims(TestTokens.shopper(business, shopper, conversation));

        assertEquals(shopper.toString(), claims.getSubject());
        assertEquals(conversation.toString(), claims.getStringClaim("conversation_id"));
        assertEquals(List.of("shopper"), claims.getStringListClaim("groups"));
    }

    @Test
    void bad_tokens_can_be_made_too() throws Exception {
        TestTokens good = TestTokens.business(business);

        assertFalse(verifies(good.signedByStranger()));
        assertTrue(claims(good.expired()).getExpirationTime().before(new Date()));
        assertNull(claims(good.with("business_id", null)).getClaim("business_id"));
        assertEquals("elsewhere", claims(good.with("iss", "elsewhere")).getIssuer());
    }

    @Test
    void the_published_keys_hold_no_private_part() throws Exception {
        JWKSet published = JWKSet.load(Engines.ofThisJvm().jwks().toFile());
        assertEquals(1, published.getKeys().size());
        assertFalse(published.getKeys().stream().anyMatch(JWK::isPrivate));
    }

    private static JWTClaimsSet claims(TestTokens token) throws Exception {
        return SignedJWT.parse(token.mint()).getJWTClaimsSet();
    }

    private static boolean verifies(TestTokens token) throws Exception {
        ECKey key = JWKSet.load(Engines.ofThisJvm().jwks().toFile())
                .getKeys()
                .get(0)
                .toECKey();
        return SignedJWT.parse(token.mint()).verify(new ECDSAVerifier(key));
    }
}
