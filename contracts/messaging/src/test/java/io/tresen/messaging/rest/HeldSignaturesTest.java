package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldSignaturesTest {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("somebody").build();

    private final HeldSignatures held = new HeldSignatures(2);
    private ECKey key;

    @BeforeEach
    void key() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
    }

    @Test
    void whatWasKeptIsKnown() {
        held.keep("a", key, CLAIMS);
        assertSame(CLAIMS, held.of("a").orElseThrow().claims());
        assertEquals(key, held.of("a").orElseThrow().key());
        assertTrue(held.of("A").isEmpty());
    }

    @Test
    void theOneUnusedForLongestIsForgottenFirst() {
        held.keep("a", key, CLAIMS);
        held.keep("b", key, CLAIMS);
        held.of("a");
        held.keep("c", key, CLAIMS);
        assertTrue(held.of("a").isPresent());
        assertTrue(held.of("b").isEmpty());
        assertTrue(held.of("c").isPresent());
    }
}
