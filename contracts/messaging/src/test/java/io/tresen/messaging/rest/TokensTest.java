package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tresen.messaging.By;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.seal.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Instant NOW = Instant.parse("2025-01-31T12:00:00Z");
    private static final UUID SHOPPER = UUID.randomUUID();
    private static final UUID BUSINESS = UUID.randomUUID();
    private static final UUID CONVERSATION = UUID.randomUUID();
    private static final UUID ID = UUID.randomUUID();

    @TempDir
    Path folder;

    private ECKey key;
    private Path file;
    private final RevokedTokens revoked = new RevokedTokens();
    private Tokens tokens;

    @BeforeEach
    void keys() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
        file = folder.resolve("jwks.json");
        Files.writeString(file, new JWKSet(key).toString(true));
        tokens = new Tokens(Optional.of(new KeyFile(file.toString())), revoked, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("tresen-chat")
                .audience("tresen")
                .subject(SHOPPER.toString())
                .jwtID(ID.toString())
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("business_id", BUSINESS.toString())
                .claim("conversation_id", CONVERSATION.toString())
                .claim("country", "DE")
                .claim("currency", "EUR")
                .claim("groups", List.of("shopper"));
    }

    private static String signed(ECKey key, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refused(String jwt) {
        RejectedException refusal = assertThrows(RejectedException.class, () -> tokens.verify(jwt));
        assertEquals(401, refusal.rejection().status());
        assertEquals(
                "Bearer error=\"invalid_token\"",
                ((Problem) refusal.rejection()).headers().get("WWW-Authenticate"));
    }

    private void refusedWith(UnaryOperator<JWTClaimsSet.Builder> change) {
        refused(signed(key, change.apply(claims())));
    }

    @Test
    void aShoppersTokenSaysWhoAndWhere() {
        Token token = tokens.verify(signed(key, claims()));
        assertEquals(
                new Token(Role.SHOPPER, SHOPPER, BUSINESS, CONVERSATION, "DE", "EUR", ID, NOW.plusSeconds(60)), token);
    }

    @Test
    void aBusinessHasNoConversation() {
        Token token = tokens.verify(signed(key, claims().claim("groups", List.of("business"))));
        assertEquals(Role.BUSINESS, token.role());
        assertNull(token.conversationId());
    }

    @Test
    void aPersonsTokenSaysTheirRoleAndDeedsAreTheirs() {
        Token agent = tokens.verify(
                signed(key, claims().claim("groups", List.of("agent")).claim("staff_role", "agent")));
        assertEquals(Role.BUSINESS, agent.role());
        assertEquals(StaffRole.AGENT, agent.staffRole());
        Token owner = tokens.verify(
                signed(key, claims().claim("groups", List.of("business")).claim("staff_role", "owner")));
        assertEquals(StaffRole.OWNER, owner.staffRole());
        assertEquals(new By(By.Kind.STAFF, SHOPPER), agent.by());
        Token app = tokens.verify(signed(key, claims().claim("groups", List.of("business"))));
        assertNull(app.staffRole());
        assertEquals(new By(By.Kind.APP, SHOPPER), app.by());
        assertEquals(By.shopper(SHOPPER), tokens.verify(signed(key, claims())).by());
    }

    @Test
    void aKindOfStaffThatIsNotKnownIs401() {
        refusedWith(c -> c.claim("groups", List.of("business")).claim("staff_role", "auditor"));
        refusedWith(c -> c.claim("groups", List.of("business")).claim("staff_role", 7));
        refusedWith(c -> c.claim("staff_role", "owner")); // a shopper
    }

    @Test
    void anAgentIsOneByGroupAndRoleOrNotAtAll() {
        refusedWith(c -> c.claim("groups", List.of("business")).claim("staff_role", "agent"));
        refusedWith(c -> c.claim("groups", List.of("agent")));
        refusedWith(c -> c.claim("groups", List.of("agent")).claim("staff_role", "owner"));
        refusedWith(c -> c.claim("groups", List.of("agent")).claim("staff_role", "auditor"));
        refusedWith(c -> c.claim("groups", List.of("shopper")).claim("staff_role", "agent"));
        refusedWith(c -> c.claim("groups", List.of("agent", "business")).claim("staff_role", "agent"));
    }

    @Test
    void anotherIssuerAudienceOrShapeIs401() {
        refusedWith(c -> c.issuer("somebody"));
        refusedWith(c -> c.issuer(null));
        refusedWith(c -> c.audience("other"));
        refusedWith(c -> c.audience((String) null));
        refusedWith(c -> c.subject("42"));
        refusedWith(c -> c.jwtID(null));
        refusedWith(c -> c.expirationTime(null));
        refusedWith(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(31))));
        refusedWith(c -> c.claim("business_id", null));
        refusedWith(c -> c.claim("business_id", List.of("x")));
        refusedWith(c -> c.claim("conversation_id", null));
        refusedWith(c -> c.claim("groups", null));
        refusedWith(c -> c.claim("groups", List.of()));
        refusedWith(c -> c.claim("groups", List.of("admin")));
        refusedWith(c -> c.claim("groups", List.of("shopper", "business")));
        refusedWith(c -> c.claim("groups", "shopper"));
    }

    @Test
    void aTokenEndsAtItsExpWith30SecondsForClocksThatDiffer() {
        tokens.verify(signed(key, claims().expirationTime(Date.from(NOW.minusSeconds(29)))));
        refusedWith(c -> c.expirationTime(Date.from(NOW.minusSeconds(30))));
    }

    @Test
    void aRenewalTakesATokenThatExpiredLessThanItsGraceAgo() {
        Duration grace = Duration.ofDays(90);
        tokens.verify(signed(key, claims().expirationTime(Date.from(NOW.minus(Duration.ofDays(89))))), grace);
        String old = signed(key, claims().expirationTime(Date.from(NOW.minus(Duration.ofDays(91)))));
        assertThrows(RejectedException.class, () -> tokens.verify(old, grace));
    }

    @Test
    void aRevokedTokenIs401UntilItIsForgotten() {
        revoked.revoke(ID, NOW.plusSeconds(60));
        refused(signed(key, claims()));
        revoked.forget(ID);
        tokens.verify(signed(key, claims()));
    }

    @Test
    void onlyES256WithAKeyOfTheFileCounts() throws Exception {
        refused(new PlainJWT(claims().build()).serialize());
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
        refused(signed(stranger, claims()));
        refused(signed(new ECKeyGenerator(Curve.P_256).keyID("chat-2").generate(), claims()));
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("chat-1").build(), claims().build());
        symmetric.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes()));
        refused(symmetric.serialize());
        String good = signed(key, claims());
        refused(good.substring(0, good.length() - 4) + "AAAA");
    }

    // ---- a token that is shown again: its signature is not computed again, all else is asked again

    private final Instant[] time = {NOW};

    private Tokens withTime() {
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time[0];
            }
        };
        return new Tokens(Optional.of(new KeyFile(file.toString())), revoked, clock);
    }

    @Test
    void aTokenShownAgainSaysTheSame() {
        String jwt = signed(key, claims());
        assertEquals(tokens.verify(jwt), tokens.verify(jwt));
    }

    @Test
    void aTokenThatHeldIsRefusedOnceItIsRevoked() {
        String jwt = signed(key, claims());
        tokens.verify(jwt);
        revoked.revoke(ID, NOW.plusSeconds(60));
        refused(jwt);
    }

    @Test
    void aTokenThatHeldIsRefusedOnceItIsOver() {
        tokens = withTime();
        String jwt = signed(key, claims());
        tokens.verify(jwt);
        time[0] = NOW.plusSeconds(90);
        refused(jwt);
    }

    @Test
    void aTokenThatHeldIsNoTicketAndATicketThatHeldIsNoToken() {
        String token = signed(key, claims());
        tokens.verify(token);
        ticketRefused(token);
        String ticket = signed(key, ticket());
        tokens.ticket(ticket, "tresen-wallet");
        refused(ticket);
    }

    @Test
    void aTokenThatHeldIsRefusedInAnotherForm() {
        String jwt = signed(key, claims());
        tokens.verify(jwt);
        refused(jwt.substring(0, jwt.length() - 4) + "AAAA");
        String[] parts = jwt.split("\\.");
        String others =
                signed(key, claims().subject(UUID.randomUUID().toString())).split("\\.")[1];
        refused(parts[0] + "." + others + "." + parts[2]);
    }

    @Test
    void aTokenThatHeldIsRefusedOnceItsKeyIsGoneOrAnother() throws Exception {
        String jwt = signed(key, claims());
        ECKey successor = new ECKeyGenerator(Curve.P_256).keyID("chat-2").generate();
        long[] nanos = {0};
        tokens = new Tokens(Optional.of(new KeyFile(file, () -> nanos[0])), revoked, Clock.fixed(NOW, ZoneOffset.UTC));
        tokens.verify(jwt);
        Files.writeString(file, new JWKSet(List.of(successor, key)).toString(true));
        nanos[0] += Duration.ofSeconds(61).toNanos();
        tokens.verify(jwt);
        Files.writeString(file, new JWKSet(successor).toString(true));
        nanos[0] += Duration.ofSeconds(61).toNanos();
        refused(jwt);
        ECKey impostor = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
        Files.writeString(file, new JWKSet(impostor).toString(true));
        nanos[0] += Duration.ofSeconds(61).toNanos();
        refused(jwt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "e30.e30.e30", "ä", "null"})
    void aTextThatIsNoTokenIs401(String text) {
        refused(text);
    }

    @Test
    void withoutAnyKeysNobodyIsCalledALiar() throws Exception {
        Tokens keyless = new Tokens(Optional.empty(), revoked, Clock.fixed(NOW, ZoneOffset.UTC));
        RejectedException refusal = assertThrows(RejectedException.class, () -> keyless.verify(signed(key, claims())));
        assertEquals(503, refusal.rejection().status());
        Tokens fileless = new Tokens(
                Optional.of(new KeyFile(folder.resolve("absent").toString())),
                revoked,
                Clock.fixed(NOW, ZoneOffset.UTC));
        assertThrows(java.io.UncheckedIOException.class, () -> fileless.verify(signed(key, claims())));
    }

    // ---- tickets

    private static JWTClaimsSet.Builder ticket() {
        return claims().audience("tresen-wallet").claim("groups", null);
    }

    private void ticketRefused(String jwt) {
        RejectedException refusal = assertThrows(RejectedException.class, () -> tokens.ticket(jwt, "tresen-wallet"));
        assertEquals(401, refusal.rejection().status());
    }

    @Test
    void aTicketSaysWhoMayOpenThePageAndFromWhere() {
        assertEquals(
                new Ticket(SHOPPER, BUSINESS, "EUR", CONVERSATION, NOW.plusSeconds(60)),
                tokens.ticket(signed(key, ticket()), "tresen-wallet"));
    }

    @Test
    void aTicketIsNoTokenAndATokenIsNoTicket() {
        refused(signed(key, ticket()));
        refused(signed(key, ticket().claim("groups", List.of("shopper"))));
        ticketRefused(signed(key, claims()));
        ticketRefused(signed(key, ticket().audience("tresen-other")));
    }

    @Test
    void aTicketIsCheckedAsATokenIs() throws Exception {
        ECKey strangers = new ECKeyGenerator(Curve.P_256).keyID("chat-1").generate();
        ticketRefused(signed(strangers, ticket()));
        ticketRefused(signed(key, ticket().issuer("somebody")));
        ticketRefused(signed(key, ticket().expirationTime(null)));
        ticketRefused(signed(key, ticket().expirationTime(Date.from(NOW.minusSeconds(31)))));
        ticketRefused(signed(key, ticket().subject("me")));
        ticketRefused(signed(key, ticket().claim("business_id", null)));
        ticketRefused(signed(key, ticket().claim("conversation_id", null)));
        ticketRefused("nonsense");
    }

    @Test
    void aTicketThatWasRevokedIsRefused() {
        revoked.revoke(ID, NOW.plusSeconds(60));
        ticketRefused(signed(key, ticket()));
    }
}
