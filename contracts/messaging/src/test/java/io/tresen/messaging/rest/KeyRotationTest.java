package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.seal.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation of the signing key while four services with their own view of the file check tokens without a pause. */
class KeyRotationTest {

    private static final int SERVICES = 4;

    @TempDir
    Path folder;

    private Path jwks;
    private ECKey old;
    private ECKey fresh;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Tokens> services = new ArrayList<>();

    @BeforeEach
    void keys() throws Exception {
        jwks = folder.resolve("jwks.json");
        old = new ECKeyGenerator(Curve.P_256).keyID("sign-1").generate();
        fresh = new ECKeyGenerator(Curve.P_256).keyID("sign-2").generate();
        publish(old);
        for (int i = 0; i < SERVICES; i++) {
            services.add(
                    new Tokens(Optional.of(new KeyFile(jwks, nanos::get)), new RevokedTokens(), Clock.systemUTC()));
        }
    }

    /** As kubelet does it: the new file in the old one's place, at once. */
    private void publish(ECKey... keys) throws Exception {
        Path next = folder.resolve("next");
        Files.writeString(next, new JWKSet(List.<com.nimbusds.jose.jwk.JWK>of(keys)).toString(true));
        Files.move(next, jwks, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String signed(ECKey key) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer("tresen-chat")
                        .audience("tresen")
                        .subject(UUID.randomUUID().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .claim("business_id", UUID.randomUUID().toString())
                        .claim("groups", List.of("business"))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void refusedEverywhere(String token) {
        for (Tokens service : services) {
            assertEquals(
                    401,
                    assertThrows(RejectedException.class, () -> service.verify(token))
                            .rejection()
                            .status());
        }
    }

    @Test
    void noTokenThatWasGivenOutIsEverRefused() throws Exception {
        AtomicReference<List<String>> out = new AtomicReference<>(List.of(signed(old)));
        ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicLongArray rounds = new AtomicLongArray(SERVICES);
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            int service = i;
            requests.add(new Thread(() -> {
                while (running.get()) {
                    for (String token : out.get()) {
                        try {
                            services.get(service).verify(token);
                        } catch (RejectedException refused) {
                            refusals.add(refused.rejection().detail());
                        }
                    }
                    rounds.incrementAndGet(service);
                }
            }));
        }
        requests.forEach(Thread::start);
        everybodyAsks(rounds);
        publish(old, fresh);
        everybodyAsks(rounds);
        pass(Duration.ofMinutes(10)); // whoever reads the file from now on reads the new key
        everybodyAsks(rounds);
        String first = out.get().get(0);
        String second = signed(fresh);
        out.set(List.of(first, second));
        everybodyAsks(rounds);
        pass(Duration.ofDays(120));
        everybodyAsks(rounds);
        out.set(List.of(second)); // what the old key signed has ended
        everybodyAsks(rounds);
        publish(fresh);
        pass(Duration.ofSeconds(60));
        everybodyAsks(rounds);
        running.set(false);
        for (Thread thread : requests) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(refusals));
        refusedEverywhere(first);
    }

    /** Until each service has checked all tokens that are out by now some times over. */
    private static void everybodyAsks(AtomicLongArray rounds) {
        for (int i = 0; i < SERVICES; i++) {
            long enough = rounds.get(i) + 20;
            while (rounds.get(i) < enough) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aNewKeyIsGoodEverywhereWithin60SecondsEvenIfNobodyShowsItBefore() throws Exception {
        String token = signed(fresh);
        refusedEverywhere(token);
        publish(old, fresh);
        refusedEverywhere(token); // a key that is not there is looked for once a second
        pass(Duration.ofSeconds(1));
        for (Tokens service : services) {
            service.verify(token);
        }
    }

    @Test
    void aDroppedKeyIsRefusedEverywhereWithin60Seconds() throws Exception {
        String token = signed(old);
        for (Tokens service : services) {
            service.verify(token);
        }
        publish(fresh);
        pass(Duration.ofSeconds(60));
        refusedEverywhere(token);
    }
}
