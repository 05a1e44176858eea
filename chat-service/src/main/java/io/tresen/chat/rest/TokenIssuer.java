package io.tresen.chat.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tresen.chat.Business;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.StaffMember;
import io.tresen.chat.WalletTickets;
import io.tresen.messaging.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs tokens that every service verifies offline (INTERFACE 2 and 3, DESIGN 11). Lifetimes run on the wall clock. */
@ApplicationScoped
class TokenIssuer implements WalletTickets {

    static final Duration BUSINESS = Duration.ofHours(1);
    /** Of a person who is signed in; a cookie renews it. */
    static final Duration STAFF = Duration.ofMinutes(15);

    static final Duration LONG_LIVED = Duration.ofDays(60);
    static final Duration SHOPPER = Duration.ofDays(30);

    /** Of a link to the wallet's page, which stays in a chat: no longer than it takes to use it. */
    static final Duration TICKET = Duration.ofMinutes(15);

    /** A shopper's token can be renewed for so long after its end. */
    static final Duration RENEWABLE = Duration.ofDays(90);

    private final SigningKey key;

    TokenIssuer(SigningKey key) {
        this.key = key;
    }

    String business(Business business, UUID clientId, Duration life) {
        return sign(claims(business, clientId, "business", life).build());
    }

    /** A token with what it takes to revoke it. */
    record Issued(String token, UUID id, Instant expiresAt) {}

    Issued staff(Business business, StaffMember member) {
        String group = member.role() == StaffMember.Role.AGENT ? "agent" : "business";
        JWTClaimsSet claims = claims(business, member.id(), group, STAFF)
                .claim("staff_role", member.role().word())
                .claim("alias", member.displayName())
                .build();
        return new Issued(
                sign(claims),
                UUID.fromString(claims.getJWTID()),
                claims.getExpirationTime().toInstant());
    }

    String shopper(Business business, UUID shopperId, UUID conversationId) {
        return sign(claims(business, shopperId, "shopper", SHOPPER)
                .claim("conversation_id", conversationId.toString())
                .build());
    }

    /** Without a group and for another audience: no endpoint but the wallet's page takes it. */
    @Override
    public String ticket(ChatEvent.Party party, String currency) {
        return sign(claims("tresen-wallet", party.businessId(), party.shopperId(), currency, TICKET)
                .claim("conversation_id", party.conversationId().toString())
                .build());
    }

    private static JWTClaimsSet.Builder claims(Business business, UUID subject, String group, Duration life) {
        return claims("tresen", business.id(), subject, business.currency(), life)
                .claim("groups", List.of(group))
                .claim("country", business.country());
    }

    private static JWTClaimsSet.Builder claims(
            String audience, UUID businessId, UUID subject, String currency, Duration life) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("tresen-chat")
                .audience(audience)
                .subject(subject.toString())
                .jwtID(Ids.v7().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim("business_id", businessId.toString())
                .claim("currency", currency);
    }

    private String sign(JWTClaimsSet claims) {
        ECKey signing = key.current();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signing.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(signing));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key can't sign ES256", e);
        }
        return token.serialize();
    }
}
