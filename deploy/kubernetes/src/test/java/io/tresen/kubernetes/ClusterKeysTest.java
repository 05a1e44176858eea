package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first keys of a cluster are what services read and what the manifests mount. */
class ClusterKeysTest {

    @TempDir
    Path folder;

    @BeforeEach
    void make() throws Exception {
        ClusterKeys.make(folder);
    }

    @Test
    void whatOneKeySignsTheOtherOneVerifies() throws Exception {
        ECKey signing = ECKey.parse(read("chat-signing-key/signing-key.jwk"));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signing.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder().issuer("tresen-chat").build());
        jwt.sign(new ECDSASigner(signing));

        JWK known = set("jwks/jwks.json").getKeyByKeyId(signing.getKeyID());
        assertFalse(known.isPrivate());
        assertTrue(jwt.verify(new ECDSAVerifier(known.toECKey())));
    }

    @Test
    void aSealNamesItsRecipientAndOnlyTheRecipientHasThePrivateHalf() throws Exception {
        JWK open = set("seal-recipients/seal-recipients.json").getKeys().get(0);
        JWK closed = set("order-seal-keys/seal-order.json").getKeyByKeyId(open.getKeyID());

        assertTrue(open.getKeyID().startsWith("order-"));
        assertFalse(open.isPrivate());
        assertEquals(open, closed.toPublicJWK());
        assertTrue(closed.isPrivate());
    }

    @Test
    void secretsAreKeptUnder256Bits() throws Exception {
        for (String service : Set.of("chat", "notification")) {
            assertEquals(
                    256,
                    set(service + "-kept-secrets/secrets.json").getKeys().get(0).size());
        }
    }

    @Test
    void everyFolderIsASecretOrConfigMapThatTheManifestsAskFor() throws Exception {
        Given given = Given.read();
        Set<String> known = new TreeSet<>();
        Stream.of("secrets", "configmaps")
                .flatMap(kind -> given.json().path(kind).properties().stream())
                .forEach(entry -> entry.getValue().forEach(key -> known.add(entry.getKey() + "/" + key.asText())));
        try (Stream<Path> files = Files.walk(folder)) {
            Set<String> made = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(6, made.size());
            assertTrue(known.containsAll(made), made::toString);
        }
    }

    @Test
    void keysInUseAreNotMadeAnew() {
        assertThrows(IOException.class, () -> ClusterKeys.make(folder));
    }

    private JWKSet set(String file) throws Exception {
        return JWKSet.parse(read(file));
    }

    private String read(String file) {
        return Folders.text(folder.resolve(file));
    }
}
