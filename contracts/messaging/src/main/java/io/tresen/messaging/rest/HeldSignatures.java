package io.tresen.messaging.rest;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature held, with their claims: a caller shows the same one again and again, and checking an ES256 signature
 * costs more than all else that a short request does. Only that sum is saved: whether the token is in force, of the right
 * audience and not revoked, and whether its key is still one of ours, is for every request to ask. Tokens themselves are not
 * kept, their SHA-256 is; the one unused for longest goes first.
 */
final class HeldSignatures {

    /** A token that held. @param key whose signature it is */
    record Held(ECKey key, JWTClaimsSet claims) {}

    private final Map<ByteBuffer, Held> held;

    /** @param most tokens that are kept, about 4 kB each */
    HeldSignatures(int most) {
        held = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Held> eldest) {
                return size() > most;
            }
        };
    }

    /** What is known of a token; empty when it is new here. */
    Optional<Held> of(String jwt) {
        ByteBuffer hash = hash(jwt);
        synchronized (held) {
            return Optional.ofNullable(held.get(hash));
        }
    }

    /** Keeps a token whose signature was found right. */
    void keep(String jwt, ECKey key, JWTClaimsSet claims) {
        ByteBuffer hash = hash(jwt);
        synchronized (held) {
            held.put(hash, new Held(key, claims));
        }
    }

    private static ByteBuffer hash(String jwt) {
        return ByteBuffer.wrap(RequestFacts.sha256(jwt.getBytes(StandardCharsets.UTF_8)));
    }
}
