package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation, step by step, with the clock moved; what stands in the folder is what the cluster has after each. */
class KeyRotationTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String JWKS = "jwks/jwks.json";
    private static final String SIGNING = "chat-signing-key/signing-key.jwk";
    private static final String NEXT = "next-signing-key/signing-key.jwk";
    private static final String SEAL_KEYS = "order-seal-keys/seal-order.json";
    private static final String RECIPIENTS = "seal-recipients/seal-recipients.json";
    private static final String KEPT = "chat-kept-secrets/secrets.json";

    @TempDir
    Path parent;

    private Path folder;
    private Instant now = START;

    @BeforeEach
    void make() throws Exception {
        folder = parent.resolve("keys");
        ClusterKeys.make(folder);
    }

    private List<String> step(String kind) throws Exception {
        return KeyRotation.step(folder, kind, now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private List<JWK> set(String file) throws Exception {
        return JWKSet.parse(Files.readString(folder.resolve(file))).getKeys();
    }

    private ECKey signing() throws Exception {
        return ECKey.parse(Files.readString(folder.resolve(SIGNING)));
    }

    private boolean verifies(SignedJWT token) throws Exception {
        JWK key = new JWKSet(set(JWKS)).getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
    }

    private SignedJWT token() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signing().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder().issuer("tresen-chat").build());
        jwt.sign(new ECDSASigner(signing()));
        return jwt;
    }

    @Test
    void aSigningKeyIsPublishedThenUsedAfterTenMinutesAndTheOldOneDroppedWhenNoTokenOfItCanBeLeft() throws Exception {
        SignedJWT old = token();
        String first = signing().getKeyID();
        assertTrue(step("signing").get(0).contains("is published"));
        assertEquals(2, set(JWKS).size());
        assertEquals(first, signing().getKeyID());
        assertTrue(set(JWKS).stream().noneMatch(JWK::isPrivate));

        pass(Duration.ofMinutes(10).minusSeconds(1));
        assertTrue(step("signing").get(0).startsWith("Not yet"));
        assertEquals(first, signing().getKeyID());

        pass(Duration.ofSeconds(1));
        assertTrue(step("signing").get(0).contains("is used from now on"));
        assertNotEquals(first, signing().getKeyID());
        assertTrue(verifies(old));
        assertTrue(verifies(token()));

        pass(Duration.ofDays(120));
        step("signing"); // the next rotation begins, and the first key is still there
        assertEquals(3, set(JWKS).size());
        assertTrue(verifies(old));
        pass(Duration.ofDays(1));
        step("signing");
        assertFalse(verifies(old));
        assertTrue(verifies(token()));
        assertNull(new JWKSet(set(JWKS)).getKeyByKeyId(first));
    }

    @Test
    void aSealIsOpenedBeforeAnybodySealsAndLongAfter() throws Exception {
        String first = set(RECIPIENTS).get(0).getKeyID();
        step("sealing");
        assertEquals(2, set(SEAL_KEYS).size());
        assertEquals(first, set(RECIPIENTS).get(0).getKeyID());
        assertTrue(step("sealing").get(0).startsWith("Not yet"));

        pass(Duration.ofMinutes(10));
        step("sealing");
        JWK sealedTo = set(RECIPIENTS).get(0);
        assertFalse(sealedTo.isPrivate());
        assertTrue(sealedTo.getKeyID().startsWith("order-"));
        assertNotEquals(first, sealedTo.getKeyID());
        assertEquals(
                sealedTo.toECKey().getX(),
                new JWKSet(set(SEAL_KEYS))
                        .getKeyByKeyId(sealedTo.getKeyID())
                        .toECKey()
                        .getX());

        pass(Duration.ofDays(45).minusSeconds(1));
        step("sealing");
        assertTrue(set(SEAL_KEYS).stream().anyMatch(key -> key.getKeyID().equals(first)));
        pass(Duration.ofSeconds(1));
        step("sealing");
        assertTrue(set(SEAL_KEYS).stream().noneMatch(key -> key.getKeyID().equals(first)));
        assertTrue(set(SEAL_KEYS).stream().anyMatch(key -> key.getKeyID().equals(sealedTo.getKeyID())));
    }

    @Test
    void aKeyOfKeptSecretsIsKnownBeforeItWritesAndNoneIsDropped() throws Exception {
        String first = set(KEPT).get(0).getKeyID();
        step("chat-kept-secrets");
        assertEquals(first, set(KEPT).get(0).getKeyID());
        pass(Duration.ofMinutes(10));
        step("chat-kept-secrets");
        assertNotEquals(first, set(KEPT).get(0).getKeyID());
        assertEquals(first, set(KEPT).get(1).getKeyID());
        pass(Duration.ofDays(400));
        step("chat-kept-secrets");
        pass(Duration.ofMinutes(10));
        step("chat-kept-secrets");
        assertEquals(3, set(KEPT).size());
        assertTrue(set(KEPT).stream().allMatch(key -> key.size() == 256));
    }

    @Test
    void aSigningStepThatWasInterruptedIsFinishedAndNeverRetiresTheKeyInUse() throws Exception {
        SignedJWT old = token();
        String first = signing().getKeyID();
        step("signing");
        String next = Files.readString(folder.resolve(NEXT));
        String published = Files.readString(folder.resolve(JWKS));
        pass(Duration.ofMinutes(10));
        step("signing");
        Files.createDirectories(folder.resolve(NEXT).getParent());
        Files.writeString(folder.resolve(NEXT), next); // as it is between its two last files
        Files.writeString(folder.resolve(JWKS), published);

        pass(Duration.ofMinutes(1));
        assertTrue(step("signing").get(0).contains("is used from now on"));
        String second = signing().getKeyID();
        assertFalse(Files.exists(folder.resolve(NEXT)));
        JWKSet known = new JWKSet(set(JWKS));
        assertNull(known.getKeyByKeyId(second).getExpirationTime());
        assertEquals(
                now.plus(Duration.ofDays(121)),
                known.getKeyByKeyId(first).getExpirationTime().toInstant());

        pass(Duration.ofDays(122));
        step("signing");
        assertFalse(verifies(old));
        assertTrue(verifies(token()));
    }

    @Test
    void aKeyThatSignsOrIsSealedToIsNeverDroppedWhateverEndIsWrittenOnIt() throws Exception {
        for (String file : List.of(JWKS, SEAL_KEYS)) {
            JWK ends = new ECKey.Builder(set(file).get(0).toECKey())
                    .expirationTime(Date.from(START))
                    .build();
            Files.writeString(folder.resolve(file), new JWKSet(ends).toString(false));
        }
        pass(Duration.ofDays(1));
        step("signing");
        step("sealing");
        assertTrue(verifies(token()));
        assertEquals(set(RECIPIENTS).get(0).getKeyID(), set(SEAL_KEYS).get(0).getKeyID());
    }

    @Test
    void aSealingStepThatWasInterruptedIsFinishedBeforeTheNextBegins() throws Exception {
        String first = set(RECIPIENTS).get(0).getKeyID();
        step("sealing");
        String published = Files.readString(folder.resolve(SEAL_KEYS));
        pass(Duration.ofMinutes(10));
        step("sealing");
        Files.writeString(folder.resolve(SEAL_KEYS), published); // the new one is sealed to, the old one has no end yet

        assertTrue(step("sealing").get(0).contains("is used from now on"));
        JWKSet ours = new JWKSet(set(SEAL_KEYS));
        assertEquals(2, ours.getKeys().size());
        assertEquals(
                now.plus(Duration.ofDays(45)),
                ours.getKeyByKeyId(first).getExpirationTime().toInstant());
        assertNull(ours.getKeyByKeyId(set(RECIPIENTS).get(0).getKeyID()).getExpirationTime());
    }

    @Test
    void whatChecksAKeyIsAppliedBeforeWhatSignsWithIt() throws Exception {
        step("signing");
        pass(Duration.ofMinutes(10));
        String told = String.join("\n", step("signing"));
        assertTrue(told.indexOf("create configmap jwks") < told.indexOf("create secret generic chat-signing-key"));
    }

    @Test
    void itSaysHowToWaitForThePodsThatReadTheKeyInTheFileThatTheyReadItFrom() throws Exception {
        waits("signing", set(JWKS), JWKS, "tresen.io/part=service", "/etc/tresen/jwks/jwks.json");
        waits(
                "sealing",
                set(SEAL_KEYS),
                SEAL_KEYS,
                "app.kubernetes.io/name=order",
                "/etc/tresen/seal-keys/seal-order.json");
        waits(
                "chat-kept-secrets",
                set(KEPT),
                KEPT,
                "app.kubernetes.io/name=chat",
                "/etc/tresen/kept-secrets/secrets.json");
    }

    private void waits(String kind, List<JWK> before, String file, String pods, String mounted) throws Exception {
        List<String> told = step(kind);
        List<String> known = before.stream().map(JWK::getKeyID).toList();
        String fresh = set(file).stream()
                .map(JWK::getKeyID)
                .filter(kid -> !known.contains(kid))
                .findFirst()
                .orElseThrow();
        String line = told.get(told.size() - 2);
        assertTrue(line.contains("-l " + pods + " "), line);
        assertTrue(line.contains("grep -q " + fresh + " " + mounted + ";"), line);
        List<String> manifests = Stream.of(
                        "base/services/settings.properties", "base/order/deployment.yaml", "base/chat/deployment.yaml")
                .map(name -> Folders.text(Folders.MANIFESTS.resolve(name)))
                .toList();
        assertTrue(manifests.stream().anyMatch(text -> text.contains(mounted)), "no pod has " + mounted);
    }

    @Test
    void itSaysWhatToApplyAndItsFilesAreTheOwnersAlone() throws Exception {
        assertTrue(String.join("\n", step("signing")).contains("create configmap jwks --from-file=jwks"));
        pass(Duration.ofMinutes(10));
        assertTrue(String.join("\n", step("signing")).contains("create secret generic chat-signing-key"));
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(folder.resolve(SIGNING)));
        assertThrows(IllegalArgumentException.class, () -> step("everything"));
    }
}
